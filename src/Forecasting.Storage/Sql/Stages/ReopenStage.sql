update run.stage
set
  shards_done = 0,
  finished_at = null,
  started_at = $started_at
where run_id = $run_id
  and stage = $stage
