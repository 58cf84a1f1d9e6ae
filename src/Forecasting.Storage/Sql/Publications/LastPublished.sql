select coalesce(max(sequence), 0)
from run.publication
where state = 'Published'
