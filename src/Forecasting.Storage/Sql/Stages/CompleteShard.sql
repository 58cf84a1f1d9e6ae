update run.shard
set
  state = 'Done',
  finished_at = $finished_at,
  row_count = $row_count
where run_id = $run_id
  and stage = $stage
  and shard_no = $shard_no
  and token = $token
  and state = 'Claimed'
