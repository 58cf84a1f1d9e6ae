-- Grain: one shard of a stage. Key: shard_no.
select
  shard_no as ShardNumber,
  state as State,
  token as Token,
  attempts as Attempts,
  worker as Worker,
  started_at as StartedAt,
  finished_at as FinishedAt,
  row_count as RowsDone
from run.shard
where run_id = $run_id
  and stage = $stage
order by shard_no
