-- Grain: one run with lines that went out. Key: run_id.
select
  run_id as RunId,
  cast(count(*) as bigint) as Lines
from run.published_line
group by run_id
