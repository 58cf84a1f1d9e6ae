-- What earlier runs promised is compared with what came, for as long as the database lives.

-- Grain: one forecast bucket of a run, until it is scored. Key: run_id, location, sku, bucket_start. Units per bucket. All that scoring needs,
-- so that the rest of the run may go before the bucket has come: what was planned with (mean, levels and quantiles of the same length), what was
-- expected before planners overrode it (statistical), a seasonal naive forecast, the scales of the history (null or NaN = none).
-- ahead is 1 for the first bucket that the forecast spoke of.
create table forecast.baseline (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  bucket_start date not null,
  bucket nvarchar(100) collate Latin1_General_100_BIN2 not null,
  ahead integer not null,
  model nvarchar(max) not null,
  abc_class nvarchar(10) collate Latin1_General_100_BIN2 not null,
  pattern nvarchar(40) collate Latin1_General_100_BIN2 not null,
  category nvarchar(max) not null,
  mean double precision not null,
  statistical double precision not null,
  naive double precision not null,
  seasonal_absolute double precision,
  naive_absolute double precision,
  naive_square double precision,
  levels varbinary(max) not null,
  quantiles varbinary(max) not null
);

-- Grain: one forecast bucket of a published run whose time has come. Key: run_id, location, sku, bucket_start. Units.
-- A bucket that was not observed has no actual, and is not asked for again.
create table forecast.outcome (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  bucket_start date not null,
  bucket nvarchar(100) collate Latin1_General_100_BIN2 not null,
  as_of date not null,
  ahead integer not null,
  model nvarchar(max) not null,
  abc_class nvarchar(10) collate Latin1_General_100_BIN2 not null,
  pattern nvarchar(40) collate Latin1_General_100_BIN2 not null,
  category nvarchar(max) not null,
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

create index baseline_run on forecast.baseline (run_id, sku);
create index outcome_run on forecast.outcome (run_id, sku);
create index outcome_day on forecast.outcome (bucket_start);
