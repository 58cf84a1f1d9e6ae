-- Grain: one row: the days between which there are sales; null without any.
select
  min(day) as FirstDay,
  max(day) as LastDay
from history.sales
where load_id = $load_id
