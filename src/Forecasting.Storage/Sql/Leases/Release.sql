update run.lease
set
  owner = '',
  expires_at = $now
where lease_name = $lease_name
  and token = $token
