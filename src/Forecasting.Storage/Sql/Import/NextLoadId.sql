select coalesce(max(load_id), 0) + 1
from history."load"
