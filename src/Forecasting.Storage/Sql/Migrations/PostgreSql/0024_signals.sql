-- What came between two plans and what the plans did not know: found by each look, kept while it stands and after.

-- Grain: one signal of one stretch of mornings on which it was seen. Key: signal_id, first_as_of. kind is Spike, Collapse, Stockout or LateSupplier;
-- run_id is the plan that it is measured by, since_day the first day that speaks for it. ended_as_of is the morning on which it was seen no more, null
-- while it stands. concern_skus and concern_locations, of the same length, name the SKU-locations. money_at_risk is null where no unit has a known value.
create table forecast.signal (
  signal_id text not null,
  first_as_of date not null,
  last_as_of date not null,
  ended_as_of date,
  kind text not null,
  subject text not null,
  run_id text not null,
  since_day date not null,
  evidence text not null,
  advice text not null,
  units_at_risk double precision not null,
  money_at_risk decimal(28, 2),
  currency text not null,
  concern_skus text[] not null,
  concern_locations text[] not null,
  primary key (signal_id, first_as_of)
);

-- Grain: the last look of a morning. Key: as_of. watched counts SKU-locations with a promise, threshold is the evidence that a spike or a collapse
-- needs, days_seen the days since the plan.
create table forecast.look (
  as_of date not null,
  run_id text not null,
  plan_as_of date not null,
  watched integer not null,
  days_seen integer not null,
  threshold double precision not null,
  looked_at timestamp not null,
  notes text[] not null,
  primary key (as_of)
);
