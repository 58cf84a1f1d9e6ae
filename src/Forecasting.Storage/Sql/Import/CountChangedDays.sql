select count(*)
from changed_day
