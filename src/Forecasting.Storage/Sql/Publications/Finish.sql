-- What is out is out, also under a number that was given up meanwhile.
update run.publication
set
  state = 'Published',
  cycle = $cycle,
  reason = '',
  changed_at = $changed_at
where sequence = $sequence
  and run_id = $run_id
