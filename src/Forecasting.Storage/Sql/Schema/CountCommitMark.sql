-- 1 when the transaction was committed, otherwise 0.
select cast(count(*) as bigint)
from run.commit_mark
where mark_id = $mark_id
