-- Grain: one run whose files may be on their way. Key: run_id.
select run_id
from run.run
where state = 'Publishing'
  and run_id <> $run_id
