-- A run that failed or was cancelled begins again under the same id, and with the number that it has.
update run.run
set
  state = 'Started',
  started_at = $started_at,
  finished_at = null,
  outcome = '',
  triggered_by = $triggered_by
where run_id = $run_id
  and state = $was
