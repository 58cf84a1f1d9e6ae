update run.shard_work
set answer = $answer
where run_id = $run_id
  and stage = $stage
  and shard_no = $shard_no
