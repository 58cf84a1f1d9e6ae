-- Grain: the plan that was saved last. Key: none, one row or none.
select
  run_id as RunId,
  as_of as AsOf,
  cycle as Cycle,
  bucket as Bucket
from inventory."plan"
order by saved_no desc
offset 0 rows fetch next 1 rows only
