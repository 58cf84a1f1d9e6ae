-- Grain: one job. Key: job_name.
select
  job_name as JobName,
  due_at as DueAt,
  missed as Missed,
  rung_at as RungAt,
  done_at as DoneAt
from run.timetable
order by job_name
