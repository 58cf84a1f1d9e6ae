-- A run that was never begun. One that was is left as it is.
insert into run.run (
  run_id,
  as_of,
  scope,
  engine_version,
  settings_hash,
  state,
  started_at,
  folder,
  outcome
)
select
  $run_id,
  $as_of,
  $scope,
  $engine_version,
  $settings_hash,
  'Started',
  $started_at,
  '',
  ''
where not exists (select 1 from run.run where run_id = $run_id)
