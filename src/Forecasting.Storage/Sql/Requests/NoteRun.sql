update run.request
set run_id = $run_id
where request_id = $request_id
