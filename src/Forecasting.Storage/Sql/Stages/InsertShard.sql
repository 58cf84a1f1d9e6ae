insert into run.shard (
  run_id,
  stage,
  shard_no,
  state,
  token,
  attempts,
  worker,
  started_at,
  finished_at,
  row_count
)
values (
  $run_id,
  $stage,
  $shard_no,
  'Open',
  0,
  0,
  '',
  null,
  null,
  null
)
