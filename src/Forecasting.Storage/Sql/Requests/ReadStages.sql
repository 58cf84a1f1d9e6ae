-- Grain: one stage of a run. Key: request_id, stage_no. The newest run first.
select
  request_id as RequestId,
  stage_no as Number,
  stage as Stage,
  seconds as Seconds
from run.work_stage
order by
  ended_at desc,
  request_id,
  stage_no
offset 0 rows fetch next 200 rows only
