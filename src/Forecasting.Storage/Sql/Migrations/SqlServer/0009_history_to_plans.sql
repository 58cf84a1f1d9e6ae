-- What came in, what was learnt from it, what was planned, what was sent out: the schema of a server's database begins at version 9,
-- which is what an embedded database has after its first nine migrations.
-- Codes are compared code point by code point (BIN2); but SQL Server takes no notice of blanks at the end of a text. Lists of numbers are
-- their bytes (64 bits each, the lowest byte first), lists of texts JSON arrays. There is no NaN: a number that is not known is null.
-- What must stand alone in its batch is made by exec.

exec('create schema history');
exec('create schema demand');
exec('create schema forecast');
exec('create schema inventory');
exec('create schema run');

-- Grain: one reading of all files of one feed. Key: load_id; load_key is unique.
create table history."load" (
  load_id bigint constraint pk_load primary key,
  feed nvarchar(40) collate Latin1_General_100_BIN2 not null,
  -- SHA-256 of the feed's file names, their content, the settings that read them, and the build of the reader.
  load_key nvarchar(100) collate Latin1_General_100_BIN2 not null constraint uq_load_key unique,
  -- Days whose sales are not what an earlier file or import said: how many the load found. The largest are in load_change.
  change_count bigint constraint df_load_change_count default 0
);

-- Grain: one file of a load. Key: load_id, file.
create table history.load_report (
  load_id bigint not null,
  "file" nvarchar(max) not null,
  feed nvarchar(40) collate Latin1_General_100_BIN2 not null,
  sha256 nvarchar(64) collate Latin1_General_100_BIN2 not null,
  bytes bigint not null,
  profile nvarchar(max) not null,
  rows_read bigint not null,
  rows_loaded bigint not null,
  rows_quarantined bigint not null,
  rows_duplicate bigint not null,
  rejected_reason nvarchar(max) not null,
  notes nvarchar(max) not null,
  rows_superseded bigint constraint df_load_report_rows_superseded default 0,
  quantity_read decimal(38, 9) constraint df_load_report_quantity_read default 0,
  quantity_loaded decimal(38, 9) constraint df_load_report_quantity_loaded default 0,
  quantity_quarantined decimal(38, 9) constraint df_load_report_quantity_quarantined default 0,
  quantity_duplicate decimal(38, 9) constraint df_load_report_quantity_duplicate default 0
);

-- Grain: one fault of one row, or of a whole file (line 0). Key: load_id, finding_no.
create table history.load_finding (
  load_id bigint not null,
  finding_no integer not null,
  "file" nvarchar(max) not null,
  feed nvarchar(40) collate Latin1_General_100_BIN2 not null,
  line bigint not null,
  column_name nvarchar(max) not null,
  value nvarchar(max) not null,
  "rule" nvarchar(max) not null,
  message nvarchar(max) not null,
  original_line nvarchar(max) not null
);

-- Grain: one SKU-location of a load. Key: load_id, key_no; also load_id, location, sku.
-- position is its place in the ordinal order of location, then SKU (UTF-16, as in .NET), from 0.
create table history.load_sku_location (
  load_id bigint not null,
  key_no integer not null,
  position integer not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null
);

-- Grain: one row of a sales file. No key: two customers may buy the same on the same day. quantity in units, negative = return.
create table history.sales (
  load_id bigint not null,
  key_no integer not null,
  day date not null,
  quantity decimal(28, 9) not null,
  unit_price decimal(28, 9),
  is_promotion bit not null,
  -- file_no is the file's place in the load by name, row_no the row's place in the load, both from 0.
  file_no integer,
  row_no bigint,
  -- Pseudonym of the order number; null when there is none. The number itself is not stored.
  order_ref uniqueidentifier
);

-- Grain: one row of a stock file. Units; several rows of one SKU-location and day (shelves, batches) add up.
create table history.stock (
  load_id bigint not null,
  key_no integer not null,
  day date not null,
  on_hand decimal(28, 9) not null,
  allocated decimal(28, 9) not null,
  backordered decimal(28, 9) not null,
  file_no integer,
  row_no bigint
);

-- Grain: one row of an availability file. in_stock is the share of the bucket, 0..1; decimal, so that means do not depend on the order of adding.
create table history.availability (
  load_id bigint not null,
  key_no integer not null,
  day date not null,
  in_stock decimal(18, 9) not null,
  file_no integer,
  row_no bigint
);

-- First day of the bucket that holds the day; unit is day, week or month, week_start the weekday from 0 = Sunday.
-- 0001-01-01 was a Monday. One expression, so that it can be worked into the query that calls it.
exec('create function history.bucket_start(@day date, @unit nvarchar(10), @week_start integer) returns date as
begin
  return case @unit
    when ''day'' then @day
    when ''week'' then dateadd(day, -((datediff(day, datefromparts(1, 1, 1), @day) + 8 - @week_start) % 7), @day)
    else datefromparts(year(@day), month(@day), 1)
  end
end');

-- Days since the first of 1970.
exec('create function history.day_no(@day date) returns integer as
begin
  return datediff(day, datefromparts(1970, 1, 1), @day)
end');

-- Grain: one change that cleansing made to one bucket of a run. Key: run_id, location, sku, bucket_start, rule. NaN = not observed.
create table demand.correction (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  bucket_start date not null,
  was double precision,
  now double precision,
  "rule" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  why nvarchar(max) not null,
  -- Standard deviation of now where it is an estimate, units; 0 where it is not.
  deviation double precision constraint df_correction_deviation default 0,
  -- Who vetoed it and why; empty when nobody did. Then now = was.
  veto nvarchar(max) constraint df_correction_veto default ''
);

-- Grain: one forecast bucket of a run. Key: run_id, location, sku, bucket_start. Units; levels and quantiles have the same length.
create table forecast.forecast (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  bucket_start date not null,
  mean double precision not null,
  levels varbinary(max) not null,
  quantiles varbinary(max) not null,
  model nvarchar(max) not null,
  fallback_reason nvarchar(max) not null
);

-- Grain: one backtest of a run. Key: run_id, location, sku. bias = mean of forecast - actual, units; NaN = not scored.
create table forecast.score (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  model nvarchar(max) not null,
  origins integer not null,
  wape double precision,
  bias double precision,
  mase double precision,
  rmsse double precision,
  coverage80 double precision,
  mean_absolute_error double precision
);

-- Grain: one saved plan. Key: run_id. saved_no rises with each saving.
create table inventory."plan" (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  saved_no bigint not null,
  as_of date not null,
  scope nvarchar(200) collate Latin1_General_100_BIN2 not null,
  cycle date not null,
  bucket nvarchar(100) collate Latin1_General_100_BIN2 not null
);

-- Grain: one planned SKU-location of a run. Key: run_id, location, sku; position is its place in the plan, from 0.
-- Units, except money_at_risk. expected_demand + safety_stock + lot_allowance - on_hand + allocated + backordered - on_order
-- + not_needed + minimum_order_rounding + pack_rounding - maximum_cut = quantity, exactly.
create table inventory.plan_line (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  position integer not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  item_name nvarchar(max) not null,
  supplier nvarchar(450) collate Latin1_General_100_BIN2 not null,
  source_location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  lead_time_days double precision not null,
  lead_time_std_days double precision not null,
  lead_time_source nvarchar(max) not null,
  review_days double precision not null,
  moq decimal(38, 18) not null,
  pack_size decimal(38, 18) not null,
  max_order decimal(38, 18),
  assumptions nvarchar(max) not null,
  pattern nvarchar(40) collate Latin1_General_100_BIN2 not null,
  abc_class nvarchar(10) collate Latin1_General_100_BIN2 not null,
  model nvarchar(max) not null,
  parameters nvarchar(max) not null,
  fallback_reason nvarchar(max) not null,
  expected_demand decimal(38, 18) not null,
  safety_stock decimal(38, 18) not null,
  lot_allowance decimal(38, 18) not null,
  on_hand decimal(38, 18) not null,
  allocated decimal(38, 18) not null,
  backordered decimal(38, 18) not null,
  on_order decimal(38, 18) not null,
  not_needed decimal(38, 18) not null,
  minimum_order_rounding decimal(38, 18) not null,
  pack_rounding decimal(38, 18) not null,
  maximum_cut decimal(38, 18) not null,
  quantity decimal(38, 18) not null,
  order_date date not null,
  requested_delivery date not null,
  protection_interval_days double precision not null,
  demand_deviation decimal(38, 18) not null,
  service_target nvarchar(max) not null,
  expected_service double precision not null,
  stockout_probability double precision not null,
  expected_shortage decimal(38, 18) not null,
  expected_stockout_date date,
  money_at_risk decimal(38, 18) not null,
  excess_units decimal(38, 18) not null,
  notes nvarchar(max) not null
);

-- Grain: one SKU-location that a run did not plan. Key: run_id, location, sku.
create table inventory.unplanned_line (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  is_failure bit not null,
  reason nvarchar(max) not null
);

-- Grain: one run. Key: run_id. sequence and folder are set when it is published; a sequence is used once.
create table run.run (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 constraint pk_run primary key,
  as_of date not null,
  scope nvarchar(200) collate Latin1_General_100_BIN2 not null,
  engine_version nvarchar(100) collate Latin1_General_100_BIN2 not null,
  settings_hash nvarchar(64) collate Latin1_General_100_BIN2 not null,
  state nvarchar(20) collate Latin1_General_100_BIN2 not null,
  started_at datetime2(6) not null,
  finished_at datetime2(6),
  -- A unique column of SQL Server may be null only once: that a number is used once is kept by run.publication.
  sequence bigint,
  folder nvarchar(450) collate Latin1_General_100_BIN2 not null,
  outcome nvarchar(max) not null
);

-- Grain: one reorder line that went out. Key: line_id, for ever. source is the supplier, or the sending place of a transfer.
create table run.published_line (
  line_id nvarchar(64) collate Latin1_General_100_BIN2 constraint pk_published_line primary key,
  order_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  line_no integer not null,
  order_type nvarchar(20) collate Latin1_General_100_BIN2 not null,
  action nvarchar(20) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  source nvarchar(450) collate Latin1_General_100_BIN2 not null,
  cycle date not null,
  revision integer not null,
  quantity decimal(28, 9) not null,
  requested_delivery date not null,
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  as_of date not null,
  sequence bigint not null
);

-- Grain: one day of a SKU-location with such a row. Key: load_id, key_no, day.
create table history.unknown_sale (
  load_id bigint not null,
  key_no integer not null,
  day date not null
);

-- Grain: one planned SKU-location of a run. Key: run_id, location, sku. quantities per bucket from start on, units, as learnt from; NaN = not observed.
create table demand.learnt (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  start date not null,
  quantities varbinary(max) not null,
  -- What was sold stands beside what was learnt.
  sold varbinary(max),
  -- Share of each bucket in stock, 0..1, NaN = unknown; empty when no stock record was given.
  availability varbinary(max),
  -- Standard deviation of each bucket that was estimated, units; empty when none was.
  deviations varbinary(max)
);

-- Grain: one row of the big tables that counts; units are those of its feed.
exec('create view history.loaded_row as
  select
    ''sales'' as feed,
    load_id,
    file_no,
    row_no,
    key_no,
    day,
    order_ref,
    quantity as units
  from history.sales
  union all
  select
    ''stock'',
    load_id,
    file_no,
    row_no,
    key_no,
    day,
    cast(null as uniqueidentifier),
    on_hand
  from history.stock
  union all
  select
    ''availability'',
    load_id,
    file_no,
    row_no,
    key_no,
    day,
    cast(null as uniqueidentifier),
    cast(0 as decimal(28, 9))
  from history.availability');

-- Grain: one row of a sales file that a newer file of its load speaks of again: on record, and not counted.
create table history.superseded_sale (
  load_id bigint not null,
  file_no integer not null,
  row_no bigint not null,
  key_no integer not null,
  day date not null,
  order_ref uniqueidentifier,
  quantity decimal(28, 9) not null
);

-- Grain: one day of a SKU-location whose sales are not what source said. Key: load_id, change_no. Null units = no row.
create table history.load_change (
  load_id bigint not null,
  change_no integer not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  day date not null,
  was decimal(38, 9),
  now decimal(38, 9),
  source nvarchar(450) collate Latin1_General_100_BIN2 not null,
  "file" nvarchar(max) not null
);

-- Grain: one standing veto against corrections of a SKU, all on days from first_day to last_day. Key: sku, location, first_day, last_day, rule.
-- location is null for every place, rule empty for every rule.
create table demand.veto (
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2,
  first_day date not null,
  last_day date not null,
  "rule" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  reason nvarchar(max) not null,
  author nvarchar(max) not null
);

-- Grain: one planned SKU-location of a run. Key: run_id, location, sku. A blank class is one that could not be told.
create table inventory.segment (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  abc_class nvarchar(10) collate Latin1_General_100_BIN2 not null,
  xyz_class nvarchar(10) collate Latin1_General_100_BIN2 not null,
  pattern nvarchar(40) collate Latin1_General_100_BIN2 not null,
  life_cycle nvarchar(40) collate Latin1_General_100_BIN2 not null
);

-- Grain: one thing that speaks against the data of a SKU-location of a run, planned or not. Key: run_id, location, sku, reason_no.
-- grade is the best that it leaves: B, C or D. A SKU-location without a row has grade A.
create table inventory.trust_reason (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  reason_no integer not null,
  grade nvarchar(10) collate Latin1_General_100_BIN2 not null,
  "rule" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  text nvarchar(max) not null
);

-- Grain: one part of how a feed is written. Key: feed, part. part is decimal_mark (value . or ,) or date_order (dmy or mdy);
-- file and sha256 name the first file that proved it, previous what held before that file (empty = nothing known).
create table history.feed_profile (
  feed nvarchar(40) collate Latin1_General_100_BIN2 not null,
  part nvarchar(40) collate Latin1_General_100_BIN2 not null,
  value nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "file" nvarchar(max) not null,
  sha256 nvarchar(64) collate Latin1_General_100_BIN2 not null,
  previous nvarchar(max) not null,
  constraint pk_feed_profile primary key (feed, part)
);

-- Grain: one row read whose hash another row may have. Key: load_id, row_no.
create table history.row_hash (
  load_id bigint not null,
  row_no bigint not null,
  hash uniqueidentifier not null
);

-- Grain: one row whose text stands in an earlier row, with the first of them. Key: load_id, row_no.
create table history.repeated_row (
  load_id bigint not null,
  row_no bigint not null,
  first_row_no bigint not null
);

-- Grain: one row that counts, and file that says the same row again. Key: load_id, row_no, file_no.
create table history.stated_again (
  load_id bigint not null,
  row_no bigint not null,
  file_no integer not null
);

-- Grain: one row to be taken out of its table. Key: load_id, row_no.
create table history.removed_row (
  load_id bigint not null,
  row_no bigint not null
);

-- Grain: one row and file that says it, of the keys of which several files say several things. Key: load_id, row_no, file_no.
-- newest and previous are the last two files of the key.
create table history.statement (
  load_id bigint not null,
  row_no bigint not null,
  file_no integer not null,
  key_no integer not null,
  day date not null,
  order_ref uniqueidentifier,
  units decimal(38, 9) not null,
  newest integer not null,
  previous integer not null
);

-- Grain: one day of a SKU-location that is not what was said before, by one source. Key: load_id, location, sku, day, source_no.
-- source_no and file_no are files of the load; null source = the previous import. position is the key's place in its load, is_gone 1
-- where that is the previous one, since the key is no longer sold.
create table history.changed_day (
  load_id bigint not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  day date not null,
  was decimal(38, 9),
  now decimal(38, 9),
  source_no integer,
  file_no integer,
  position integer not null,
  is_gone integer not null
);

-- Grain: one transaction whose end its owner may not have learnt. Key: mark_id. A lost answer to a commit is looked up here.
create table run.commit_mark (
  mark_id uniqueidentifier constraint pk_commit_mark primary key
);

-- Rows of the tables of many rows are found by their load, and read in the order of their keys.
create clustered index sales_load on history.sales (load_id, key_no, day);
create clustered index stock_load on history.stock (load_id, key_no, day);
create clustered index availability_load on history.availability (load_id, key_no, day);
create clustered index unknown_sale_load on history.unknown_sale (load_id, key_no, day);
create clustered index superseded_sale_load on history.superseded_sale (load_id, key_no, day);
create unique clustered index load_sku_location_key on history.load_sku_location (load_id, key_no);

-- Two codes that differ only in blanks at the end would be one here: they are refused, and not mixed up. A key has room for 846 characters.
create unique index load_sku_location_code on history.load_sku_location (load_id, location, sku);
create clustered index row_hash_row on history.row_hash (load_id, hash);
create clustered index repeated_row_row on history.repeated_row (load_id, row_no);
create clustered index stated_again_row on history.stated_again (load_id, row_no);
create clustered index removed_row_row on history.removed_row (load_id, row_no);
create clustered index statement_row on history.statement (load_id, row_no);
create index plan_line_sku on inventory.plan_line (run_id, sku);
create index unplanned_line_sku on inventory.unplanned_line (run_id, sku);
create index forecast_run on forecast.forecast (run_id, sku);
create index learnt_run on demand.learnt (run_id, sku);
create index correction_run on demand.correction (run_id, sku);
create index score_run on forecast.score (run_id, sku);
create index segment_run on inventory.segment (run_id, sku);
create index trust_reason_run on inventory.trust_reason (run_id, sku);
