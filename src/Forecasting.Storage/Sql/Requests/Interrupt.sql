update run.request
set
  state = 'Interrupted',
  outcome = $outcome,
  finished_at = $finished_at
where state = 'Working'
  and worker <> $worker
