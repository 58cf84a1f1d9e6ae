insert into run.request_key (
  caller,
  request_key,
  body_hash,
  request_id
)
values (
  $caller,
  $request_key,
  $body_hash,
  $request_id
)
