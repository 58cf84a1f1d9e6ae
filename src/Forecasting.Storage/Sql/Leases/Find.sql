-- Grain: one lease. Key: lease_name.
select
  lease_name as LeaseName,
  run_id as RunId,
  owner as Owner,
  token as Token,
  expires_at as ExpiresAt
from run.lease
where lease_name = $lease_name
