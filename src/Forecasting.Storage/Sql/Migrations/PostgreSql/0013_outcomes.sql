-- What earlier runs promised is compared with what came, for as long as the database lives.

-- Grain: one forecast bucket of a run, until it is scored. Key: run_id, location, sku, bucket_start. Units per bucket. All that scoring needs,
-- so that the rest of the run may go before the bucket has come: what was planned with (mean, levels and quantiles of the same length), what was
-- expected before planners overrode it (statistical), a seasonal naive forecast, the scales of the history (null or NaN = none).
-- ahead is 1 for the first bucket that the forecast spoke of.
create table forecast.baseline (
  run_id text not null,
  location text not null,
  sku text not null,
  bucket_start date not null,
  bucket text not null,
  ahead integer not null,
  model text not null,
  abc_class text not null,
  pattern text not null,
  category text not null,
  mean double precision not null,
  statistical double precision not null,
  naive double precision not null,
  seasonal_absolute double precision,
  naive_absolute double precision,
  naive_square double precision,
  levels double precision[] not null,
  quantiles double precision[] not null
);

-- Grain: one forecast bucket of a published run whose time has come. Key: run_id, location, sku, bucket_start. Units.
-- A bucket that was not observed has no actual, and is not asked for again.
create table forecast.outcome (
  run_id text not null,
  location text not null,
  sku text not null,
  bucket_start date not null,
  bucket text not null,
  as_of date not null,
  ahead integer not null,
  model text not null,
  abc_class text not null,
  pattern text not null,
  category text not null,
  actual double precision,
  mean double precision not null,
  statistical double precision not null,
  naive double precision not null,
  pinball double precision,
  inside80 double precision,
  inside95 double precision,
  seasonal_absolute double precision,
  naive_absolute double precision,
  naive_square double precision
);

create index baseline_run on forecast.baseline (run_id, sku, location);
create index outcome_run on forecast.outcome (run_id, sku, location);
create index outcome_day on forecast.outcome (bucket_start);
