update run.publication
set
  cycle = $cycle,
  based_on = $based_on,
  supersedes = $supersedes,
  lines_hash = $lines_hash,
  hold_reasons = '',
  changed_at = $changed_at
where sequence = $sequence
  and state = 'Reserved'
