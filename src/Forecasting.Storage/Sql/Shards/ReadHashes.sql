-- Grain: one shard. Key: shard_no.
select
  shard_no as ShardNumber,
  build as Build,
  question_hash as QuestionHash
from run.shard_work
where run_id = $run_id
  and stage = $stage
order by shard_no
