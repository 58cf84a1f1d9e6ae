update run.publication
set hold_reasons = $hold_reasons
where sequence = $sequence
