update run.stage
set finished_at = $finished_at
where run_id = $run_id
  and stage = $stage
  and shards_done = shard_count
  and finished_at is null
