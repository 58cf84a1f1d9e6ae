insert into run.work_stage (
  request_id,
  stage_no,
  stage,
  seconds,
  ended_at
)
values (
  $request_id,
  $stage_no,
  $stage,
  $seconds,
  $ended_at
)
