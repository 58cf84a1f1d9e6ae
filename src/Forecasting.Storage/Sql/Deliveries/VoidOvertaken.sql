-- Numbers of plans that can no longer go out under them: a later publication is out.
update run.partner_file
set
  state = 'Void',
  fault = $reason,
  changed_at = $changed_at
where sequence < $sequence
  and state = 'Reserved'
