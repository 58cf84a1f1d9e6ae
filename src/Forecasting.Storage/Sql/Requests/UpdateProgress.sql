update run.request_progress
set progress = $progress
where request_id = $request_id
