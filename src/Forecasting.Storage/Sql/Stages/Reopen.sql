-- What the stage did is to be done again.
update run.shard
set
  state = 'Open',
  finished_at = null,
  row_count = null
where run_id = $run_id
  and stage = $stage
