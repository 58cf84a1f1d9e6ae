update run.api_key
set
  revoked_at = $revoked_at,
  revoked_by = $revoked_by
where key_id = $key_id
  and revoked_at is null
