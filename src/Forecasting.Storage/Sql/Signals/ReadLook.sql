-- Grain: the look that was made last; one row or none.
select
  as_of as AsOf,
  run_id as RunId,
  plan_as_of as PlanAsOf,
  watched as Watched,
  days_seen as DaysSeen,
  threshold as Threshold,
  looked_at as LookedAt,
  notes as Notes
from forecast.look
order by looked_at desc
offset 0 rows fetch next 1 rows only
