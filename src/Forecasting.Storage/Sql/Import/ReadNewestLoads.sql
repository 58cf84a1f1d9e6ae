-- Grain: one feed. Key: feed.
select
  feed as Feed,
  max(load_id) as LoadId
from history."load"
group by feed
