update run.run
set
  state = 'Published',
  finished_at = $finished_at,
  sequence = $sequence,
  folder = $folder,
  outcome = $outcome
where run_id = $run_id
  and state <> 'Published'
