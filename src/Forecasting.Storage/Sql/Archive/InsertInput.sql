insert into run.input (
  run_id,
  kind,
  name,
  sha256,
  bytes
)
values (
  $run_id,
  $kind,
  $name,
  $sha256,
  $bytes
)
