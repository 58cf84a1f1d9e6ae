-- Whoever works on the run finds its token stale.
update run.lease
set
  owner = '',
  token = token + 1,
  expires_at = $now
where run_id = $run_id
