-- What came between two plans and what the plans did not know: found by each look, kept while it stands and after.

-- Grain: one signal of one stretch of mornings on which it was seen. Key: signal_id, first_as_of. kind is Spike, Collapse, Stockout or LateSupplier;
-- run_id is the plan that it is measured by, since_day the first day that speaks for it. ended_as_of is the morning on which it was seen no more, null
-- while it stands. concern_skus and concern_locations, of the same length, name the SKU-locations. money_at_risk is null where no unit has a known value.
create table forecast.signal (
  signal_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  first_as_of date not null,
  last_as_of date not null,
  ended_as_of date,
  kind nvarchar(20) collate Latin1_General_100_BIN2 not null,
  subject nvarchar(max) not null,
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  since_day date not null,
  evidence nvarchar(max) not null,
  advice nvarchar(max) not null,
  units_at_risk double precision not null,
  money_at_risk decimal(28, 2),
  currency nvarchar(max) not null,
  concern_skus nvarchar(max) not null,
  concern_locations nvarchar(max) not null,
  primary key (signal_id, first_as_of)
);

-- Grain: the last look of a morning. Key: as_of. watched counts SKU-locations with a promise, threshold is the evidence that a spike or a collapse
-- needs, days_seen the days since the plan.
create table forecast.look (
  as_of date not null,
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  plan_as_of date not null,
  watched integer not null,
  days_seen integer not null,
  threshold double precision not null,
  looked_at datetime2(6) not null,
  notes nvarchar(max) not null,
  primary key (as_of)
);
