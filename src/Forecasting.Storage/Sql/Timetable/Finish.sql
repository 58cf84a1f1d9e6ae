update run.timetable
set done_at = $done_at
where job_name = $job_name
  and due_at = $due_at
