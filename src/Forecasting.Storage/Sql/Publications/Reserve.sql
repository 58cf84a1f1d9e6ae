insert into run.publication (
  sequence,
  run_id,
  scope,
  cycle,
  based_on,
  supersedes,
  lines_hash,
  hold_reasons,
  state,
  changed_at,
  reason
)
values (
  $sequence,
  $run_id,
  $scope,
  $cycle,
  $based_on,
  $supersedes,
  $lines_hash,
  '',
  'Reserved',
  $changed_at,
  ''
)
