insert into run.request (
  request_id,
  kind,
  as_of,
  narrowed_to,
  requested_by,
  requested_at,
  state,
  run_id,
  folder,
  outcome,
  worker
)
values (
  $request_id,
  $kind,
  $as_of,
  $narrowed_to,
  $requested_by,
  $requested_at,
  $state,
  $run_id,
  $folder,
  $outcome,
  $worker
)
