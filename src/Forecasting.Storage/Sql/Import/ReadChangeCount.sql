select coalesce(change_count, 0)
from history."load"
where load_id = $load_id
