-- Grain: one signal that stands.
select
  signal_id as SignalId,
  first_as_of as FirstAsOf,
  last_as_of as LastAsOf,
  ended_as_of as EndedAsOf,
  kind as Kind,
  subject as Subject,
  run_id as RunId,
  since_day as SinceDay,
  evidence as Evidence,
  advice as Advice,
  units_at_risk as UnitsAtRisk,
  money_at_risk as MoneyAtRisk,
  currency as Currency,
  concern_skus as ConcernSkus,
  concern_locations as ConcernLocations
from forecast.signal
where ended_as_of is null
