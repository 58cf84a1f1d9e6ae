select cast(count(*) as bigint)
from history.changed_day
where load_id = $load_id
