-- A run that failed or broke off begins again under the same id; a published one is left as it is.
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
  outcome
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
  ''
)
on conflict (run_id) do update set
  state = 'Started',
  started_at = excluded.started_at,
  finished_at = null,
  outcome = ''
where run.state <> 'Published'
