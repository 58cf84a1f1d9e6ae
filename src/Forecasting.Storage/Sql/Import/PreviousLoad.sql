select max(load_id)
from history."load"
where feed = $feed
