update run.partner_file
set
  state = 'Void',
  fault = $reason,
  changed_at = $changed_at
where series = $series
  and control_no = $control_no
  and state = 'Reserved'
