-- Free or expired; what this very process holds, another of its threads is working on.
update run.lease
set
  run_id = $run_id,
  owner = $owner,
  token = token + 1,
  expires_at = $expires_at
where lease_name = $lease_name
  and owner = $seen
  and (owner = '' or expires_at <= $now or ($alone = 1 and owner <> $owner))
