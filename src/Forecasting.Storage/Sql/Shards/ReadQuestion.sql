select question
from run.shard_work
where run_id = $run_id
  and stage = $stage
  and shard_no = $shard_no
