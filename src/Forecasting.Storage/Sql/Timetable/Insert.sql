insert into run.timetable (
  job_name,
  due_at,
  missed,
  rung_at,
  done_at
)
values (
  $job_name,
  $due_at,
  $missed,
  $rung_at,
  $done_at
)
