-- How many things of other runs are that content.
select cast(count(*) as bigint)
from run.input
where sha256 = $sha256
  and run_id <> $run_id
