insert into run.run (
  run_id,
  as_of,
  scope,
  engine_version,
  settings_hash,
  state,
  started_at,
  finished_at,
  sequence,
  folder,
  outcome,
  triggered_by
)
values (
  $run_id,
  $as_of,
  $scope,
  $engine_version,
  $settings_hash,
  'Started',
  $started_at,
  null,
  null,
  '',
  '',
  $triggered_by
)
