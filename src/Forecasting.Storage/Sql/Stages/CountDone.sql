-- The lock of this row puts those who finish at the same time in a row: exactly one of them is the last.
update run.stage
set shards_done = shards_done + 1
where run_id = $run_id
  and stage = $stage
