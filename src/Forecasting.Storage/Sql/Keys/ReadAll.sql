-- Grain: one key. Key: key_id.
select
  key_id as KeyId,
  key_name as KeyName,
  role_name as RoleName,
  key_hash as KeyHash,
  created_at as CreatedAt,
  created_by as CreatedBy,
  expires_at as ExpiresAt,
  revoked_at as RevokedAt,
  revoked_by as RevokedBy
from run.api_key
order by created_at, key_id
