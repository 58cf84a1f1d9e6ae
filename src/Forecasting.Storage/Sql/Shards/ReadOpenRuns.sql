-- Grain: one run with shards that nobody has finished. Key: run_id. Only runs that are being made, and only questions of this very program.
select distinct w.run_id
from run.shard_work as w
inner join run.run as r on r.run_id = w.run_id
where w.stage = $stage
  and w.build = $build
  and w.answer is null
  and r.state = 'Started'
order by w.run_id
