update run.partner_file
set
  state = 'Void',
  fault = $reason,
  changed_at = $changed_at
where sequence = $sequence
  and state = 'Reserved'
