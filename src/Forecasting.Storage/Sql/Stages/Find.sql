-- Grain: one stage of a run. Key: run_id, stage.
select
  stage as Stage,
  shard_count as ShardCount,
  shards_done as ShardsDone,
  started_at as StartedAt,
  finished_at as FinishedAt
from run.stage
where run_id = $run_id
order by started_at, stage
