-- Free, expired or mine; where no other process can be alive, those of others count as expired.
update run.lease
set
  run_id = $run_id,
  owner = $owner,
  token = token + 1,
  expires_at = $expires_at
where lease_name = $lease_name
  and owner = $seen
  and (owner = '' or owner = $owner or expires_at <= $now or $alone = 1)
