-- Grain: one alarm that was told and is not cleared. Key: alert_id.
select
  alert_id as Id,
  kind as Kind,
  subject as Subject,
  first_told_at as FirstTold,
  last_told_at as LastTold,
  told_count as Told,
  gone_at as Gone,
  cleared_at as Cleared
from run.alert
where cleared_at is null
order by alert_id
