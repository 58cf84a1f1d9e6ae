-- Grain: one run with shards that nobody has finished. Key: run_id. Only runs that have not ended, and only questions of this very
-- program. One whose node died while it published is made again from the beginning, and is past Started then.
select distinct w.run_id
from run.shard_work as w
inner join run.run as r on r.run_id = w.run_id
where w.stage = $stage
  and w.build = $build
  and w.answer is null
  and r.state not in ('Published', 'Failed', 'Cancelled')
order by w.run_id
