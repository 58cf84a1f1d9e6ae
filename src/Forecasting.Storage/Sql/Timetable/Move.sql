update run.timetable
set
  due_at = $due_at,
  missed = $missed,
  rung_at = $rung_at,
  done_at = null
where job_name = $job_name
  and due_at = $seen_at
