update run.publication
set
  state = 'Void',
  reason = $reason,
  changed_at = $changed_at
where sequence = $sequence
  and state = 'Reserved'
