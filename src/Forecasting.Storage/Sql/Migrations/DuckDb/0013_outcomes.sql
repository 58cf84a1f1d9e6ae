-- What earlier runs promised is compared with what came, for as long as the database lives.

-- Grain: one forecast bucket of a run, until it is scored. Key: run_id, location, sku, bucket_start. Units per bucket. All that scoring needs,
-- so that the rest of the run may go before the bucket has come: what was planned with (mean, levels and quantiles of the same length), what was
-- expected before planners overrode it (statistical), a seasonal naive forecast, the scales of the history (null or NaN = none).
-- ahead is 1 for the first bucket that the forecast spoke of.
create table forecast.baseline (
  run_id varchar not null,
  location varchar not null,
  sku varchar not null,
  bucket_start date not null,
  bucket varchar not null,
  ahead integer not null,
  model varchar not null,
  abc_class varchar not null,
  pattern varchar not null,
  category varchar not null,
  mean double not null,
  statistical double not null,
  naive double not null,
  seasonal_absolute double,
  naive_absolute double,
  naive_square double,
  levels double[] not null,
  quantiles double[] not null
);

-- Grain: one forecast bucket of a published run whose time has come. Key: run_id, location, sku, bucket_start. Units.
-- A bucket that was not observed has no actual, and is not asked for again.
create table forecast.outcome (
  run_id varchar not null,
  location varchar not null,
  sku varchar not null,
  bucket_start date not null,
  bucket varchar not null,
  as_of date not null,
  ahead integer not null,
  model varchar not null,
  abc_class varchar not null,
  pattern varchar not null,
  category varchar not null,
  actual double,
  mean double not null,
  statistical double not null,
  naive double not null,
  pinball double,
  inside80 double,
  inside95 double,
  seasonal_absolute double,
  naive_absolute double,
  naive_square double
);
