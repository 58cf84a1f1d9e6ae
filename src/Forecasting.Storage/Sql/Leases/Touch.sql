-- Refuses a stale token, and holds off whoever wants to take over until the transaction ends.
update run.lease
set expires_at = $expires_at
where lease_name = $lease_name
  and token = $token
