select load_id
from history."load"
where load_key = $load_key
