update run.shard
set
  state = 'Claimed',
  token = $token,
  attempts = attempts + 1,
  worker = $worker,
  started_at = $started_at
where run_id = $run_id
  and stage = $stage
  and shard_no = $shard_no
  and state <> 'Done'
