delete from run.request_progress
where request_id = $request_id
