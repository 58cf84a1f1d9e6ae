-- Goes on only from the state that was read: of two who want to, one does.
update run.run
set
  state = $state,
  outcome = $outcome,
  finished_at = $finished_at
where run_id = $run_id
  and state = $was
