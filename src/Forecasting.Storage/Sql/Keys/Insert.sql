insert into run.api_key (
  key_id,
  key_name,
  role_name,
  key_hash,
  created_at,
  created_by,
  expires_at,
  revoked_by
)
values (
  $key_id,
  $key_name,
  $role_name,
  $key_hash,
  $created_at,
  $created_by,
  $expires_at,
  $revoked_by
)
