insert into run.stage (
  run_id,
  stage,
  shard_count,
  shards_done,
  started_at,
  finished_at
)
values (
  $run_id,
  $stage,
  $shard_count,
  0,
  $started_at,
  null
)
