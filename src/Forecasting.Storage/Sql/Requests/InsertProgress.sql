insert into run.request_progress (request_id, progress)
values ($request_id, $progress)
