-- What came of a try.
update run.partner_file
set
  state = $state,
  tries = $tries,
  fault = $fault,
  target = $target,
  host_key = $host_key,
  next_try = $next_try,
  delivered_at = $delivered_at,
  changed_at = $changed_at
where series = $series
  and control_no = $control_no
  and state in ('Kept', 'Pending', 'Held', 'Delivered')
