update run.request
set worker = $worker
where request_id = $request_id
  and state = 'Working'
