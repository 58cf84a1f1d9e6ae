update run.run
set
  state = 'Failed',
  finished_at = $finished_at,
  outcome = $outcome
where run_id = $run_id
  and state <> 'Published'
