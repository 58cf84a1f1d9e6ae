update run.partner_file
set
  released_by = $released_by,
  changed_at = $changed_at
where series = $series
  and control_no = $control_no
  and state in ('Pending', 'Held')
