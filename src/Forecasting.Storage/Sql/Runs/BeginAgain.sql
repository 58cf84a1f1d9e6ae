-- A run that failed or broke off begins again under the same id; a published one is left as it is.
update run.run
set
  state = 'Started',
  started_at = $started_at,
  finished_at = null,
  outcome = ''
where run_id = $run_id
  and state <> 'Published'
