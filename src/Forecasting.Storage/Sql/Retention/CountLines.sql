select cast(count(*) as bigint)
from inventory.plan_line
where run_id = $run_id
