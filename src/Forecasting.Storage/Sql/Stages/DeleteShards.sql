delete from run.shard
where run_id = $run_id
  and stage = $stage
