update run.request
set
  state = $state,
  folder = $folder,
  outcome = $outcome,
  finished_at = $finished_at
where request_id = $request_id
  and state = 'Working'
