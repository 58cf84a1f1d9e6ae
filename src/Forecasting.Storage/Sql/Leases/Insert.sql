insert into run.lease (
  lease_name,
  run_id,
  owner,
  token,
  expires_at
)
values (
  $lease_name,
  $run_id,
  $owner,
  1,
  $expires_at
)
