-- What came in, what was learnt from it, what was planned, what was sent out: the schema of a server's database begins at version 9,
-- which is what an embedded database has after its first nine migrations.

create schema history;
create schema demand;
create schema forecast;
create schema inventory;
create schema run;

-- Grain: one reading of all files of one feed. Key: load_id; load_key is unique.
create table history.load (
  load_id bigint primary key,
  feed text not null,
  -- SHA-256 of the feed's file names, their content, the settings that read them, and the build of the reader.
  load_key text not null unique,
  -- Days whose sales are not what an earlier file or import said: how many the load found. The largest are in load_change.
  change_count bigint default 0
);

-- Grain: one file of a load. Key: load_id, file.
create table history.load_report (
  load_id bigint not null,
  file text not null,
  feed text not null,
  sha256 text not null,
  bytes bigint not null,
  profile text not null,
  rows_read bigint not null,
  rows_loaded bigint not null,
  rows_quarantined bigint not null,
  rows_duplicate bigint not null,
  rejected_reason text not null,
  notes text[] not null,
  rows_superseded bigint default 0,
  quantity_read decimal(38, 9) default 0,
  quantity_loaded decimal(38, 9) default 0,
  quantity_quarantined decimal(38, 9) default 0,
  quantity_duplicate decimal(38, 9) default 0
);

-- Grain: one fault of one row, or of a whole file (line 0). Key: load_id, finding_no.
create table history.load_finding (
  load_id bigint not null,
  finding_no integer not null,
  file text not null,
  feed text not null,
  line bigint not null,
  column_name text not null,
  value text not null,
  rule text not null,
  message text not null,
  original_line text not null
);

-- Grain: one SKU-location of a load. Key: load_id, key_no; also load_id, location, sku.
-- position is its place in the ordinal order of location, then SKU (UTF-16, as in .NET), from 0.
create table history.load_sku_location (
  load_id bigint not null,
  key_no integer not null,
  position integer not null,
  location text not null,
  sku text not null
);

-- Grain: one row of a sales file. No key: two customers may buy the same on the same day. quantity in units, negative = return.
create table history.sales (
  load_id bigint not null,
  key_no integer not null,
  day date not null,
  quantity decimal(28, 9) not null,
  unit_price decimal(28, 9),
  is_promotion boolean not null,
  -- file_no is the file's place in the load by name, row_no the row's place in the load, both from 0.
  file_no integer,
  row_no bigint,
  -- Pseudonym of the order number; null when there is none. The number itself is not stored.
  order_ref uuid
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
-- The month is that of a timestamp without zone: of a date alone the server would ask its zone, and then call the function for each row
-- instead of writing it into the query.
create function history.bucket_start(day date, unit text, week_start integer) returns date language sql immutable parallel safe as $$
  select case unit
    when 'day' then day
    when 'week' then day - (cast(extract(dow from day) as integer) - week_start + 7) % 7
    else cast(date_trunc('month', cast(day as timestamp)) as date)
  end
$$;

-- Days since the first of 1970.
create function history.day_no(day date) returns integer language sql immutable parallel safe as $$
  select day - date '1970-01-01'
$$;

-- Grain: one change that cleansing made to one bucket of a run. Key: run_id, location, sku, bucket_start, rule. NaN = not observed.
create table demand.correction (
  run_id text not null,
  location text not null,
  sku text not null,
  bucket_start date not null,
  was double precision not null,
  now double precision not null,
  rule text not null,
  why text not null,
  -- Standard deviation of now where it is an estimate, units; 0 where it is not.
  deviation double precision default 0,
  -- Who vetoed it and why; empty when nobody did. Then now = was.
  veto text default ''
);

-- Grain: one forecast bucket of a run. Key: run_id, location, sku, bucket_start. Units; levels and quantiles have the same length.
create table forecast.forecast (
  run_id text not null,
  location text not null,
  sku text not null,
  bucket_start date not null,
  mean double precision not null,
  levels double precision[] not null,
  quantiles double precision[] not null,
  model text not null,
  fallback_reason text not null
);

-- Grain: one backtest of a run. Key: run_id, location, sku. bias = mean of forecast - actual, units; NaN = not scored.
create table forecast.score (
  run_id text not null,
  location text not null,
  sku text not null,
  model text not null,
  origins integer not null,
  wape double precision not null,
  bias double precision not null,
  mase double precision not null,
  rmsse double precision not null,
  coverage80 double precision not null,
  mean_absolute_error double precision not null
);

-- Grain: one saved plan. Key: run_id. saved_no rises with each saving.
create table inventory.plan (
  run_id text not null,
  saved_no bigint not null,
  as_of date not null,
  scope text not null,
  cycle date not null,
  bucket text not null
);

-- Grain: one planned SKU-location of a run. Key: run_id, location, sku; position is its place in the plan, from 0.
-- Units, except money_at_risk. expected_demand + safety_stock + lot_allowance - on_hand + allocated + backordered - on_order
-- + not_needed + minimum_order_rounding + pack_rounding - maximum_cut = quantity, exactly.
create table inventory.plan_line (
  run_id text not null,
  position integer not null,
  location text not null,
  sku text not null,
  item_name text not null,
  supplier text not null,
  source_location text not null,
  lead_time_days double precision not null,
  lead_time_std_days double precision not null,
  lead_time_source text not null,
  review_days double precision not null,
  moq decimal(38, 18) not null,
  pack_size decimal(38, 18) not null,
  max_order decimal(38, 18),
  assumptions text[] not null,
  pattern text not null,
  abc_class text not null,
  model text not null,
  parameters text not null,
  fallback_reason text not null,
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
  service_target text not null,
  expected_service double precision not null,
  stockout_probability double precision not null,
  expected_shortage decimal(38, 18) not null,
  expected_stockout_date date,
  money_at_risk decimal(38, 18) not null,
  excess_units decimal(38, 18) not null,
  notes text[] not null
);

-- Grain: one SKU-location that a run did not plan. Key: run_id, location, sku.
create table inventory.unplanned_line (
  run_id text not null,
  location text not null,
  sku text not null,
  is_failure boolean not null,
  reason text not null
);

-- Grain: one run. Key: run_id. sequence and folder are set when it is published; a sequence is used once.
create table run.run (
  run_id text primary key,
  as_of date not null,
  scope text not null,
  engine_version text not null,
  settings_hash text not null,
  state text not null,
  started_at timestamp not null,
  finished_at timestamp,
  sequence bigint unique,
  folder text not null,
  outcome text not null
);

-- Grain: one reorder line that went out. Key: line_id, for ever. source is the supplier, or the sending place of a transfer.
create table run.published_line (
  line_id text primary key,
  order_id text not null,
  line_no integer not null,
  order_type text not null,
  action text not null,
  location text not null,
  sku text not null,
  source text not null,
  cycle date not null,
  revision integer not null,
  quantity decimal(28, 9) not null,
  requested_delivery date not null,
  run_id text not null,
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
  run_id text not null,
  location text not null,
  sku text not null,
  start date not null,
  quantities double precision[] not null,
  -- What was sold stands beside what was learnt.
  sold double precision[],
  -- Share of each bucket in stock, 0..1, NaN = unknown; empty when no stock record was given.
  availability double precision[],
  -- Standard deviation of each bucket that was estimated, units; empty when none was.
  deviations double precision[]
);

-- Grain: one row of the big tables that counts; units are those of its feed.
create view history.loaded_row as
  select
    'sales' as feed,
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
    'stock',
    load_id,
    file_no,
    row_no,
    key_no,
    day,
    cast(null as uuid),
    on_hand
  from history.stock
  union all
  select
    'availability',
    load_id,
    file_no,
    row_no,
    key_no,
    day,
    cast(null as uuid),
    cast(0 as decimal(28, 9))
  from history.availability;

-- Grain: one row of a sales file that a newer file of its load speaks of again: on record, and not counted.
create table history.superseded_sale (
  load_id bigint not null,
  file_no integer not null,
  row_no bigint not null,
  key_no integer not null,
  day date not null,
  order_ref uuid,
  quantity decimal(28, 9) not null
);

-- Grain: one day of a SKU-location whose sales are not what source said. Key: load_id, change_no. Null units = no row.
create table history.load_change (
  load_id bigint not null,
  change_no integer not null,
  location text not null,
  sku text not null,
  day date not null,
  was decimal(38, 9),
  now decimal(38, 9),
  source text not null,
  file text not null
);

-- Grain: one standing veto against corrections of a SKU, all on days from first_day to last_day. Key: sku, location, first_day, last_day, rule.
-- location is null for every place, rule empty for every rule.
create table demand.veto (
  sku text not null,
  location text,
  first_day date not null,
  last_day date not null,
  rule text not null,
  reason text not null,
  author text not null
);

-- Grain: one planned SKU-location of a run. Key: run_id, location, sku. A blank class is one that could not be told.
create table inventory.segment (
  run_id text not null,
  location text not null,
  sku text not null,
  abc_class text not null,
  xyz_class text not null,
  pattern text not null,
  life_cycle text not null
);

-- Grain: one thing that speaks against the data of a SKU-location of a run, planned or not. Key: run_id, location, sku, reason_no.
-- grade is the best that it leaves: B, C or D. A SKU-location without a row has grade A.
create table inventory.trust_reason (
  run_id text not null,
  location text not null,
  sku text not null,
  reason_no integer not null,
  grade text not null,
  rule text not null,
  text text not null
);

-- Grain: one part of how a feed is written. Key: feed, part. part is decimal_mark (value . or ,) or date_order (dmy or mdy);
-- file and sha256 name the first file that proved it, previous what held before that file (empty = nothing known).
create table history.feed_profile (
  feed text not null,
  part text not null,
  value text not null,
  file text not null,
  sha256 text not null,
  previous text not null,
  primary key (feed, part)
);

-- Grain: one row read whose hash another row may have. Key: load_id, row_no.
create table history.row_hash (
  load_id bigint not null,
  row_no bigint not null,
  hash uuid not null
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
  order_ref uuid,
  units decimal(38, 9) not null,
  newest integer not null,
  previous integer not null
);

-- Grain: one day of a SKU-location that is not what was said before, by one source. Key: load_id, location, sku, day, source_no.
-- source_no and file_no are files of the load; null source = the previous import. position is the key's place in its load, is_gone 1
-- where that is the previous one, since the key is no longer sold.
create table history.changed_day (
  load_id bigint not null,
  location text not null,
  sku text not null,
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
  mark_id uuid primary key
);

-- Rows of the tables of many rows are found by their load, and read in the order of their keys.
-- Rows of a load lie together and are read together, so the pages of a load are all that is looked for. An index over keys and days would
-- take longer to keep than all the rows to write.
create index sales_load on history.sales using brin (load_id);
create index stock_load on history.stock using brin (load_id);
create index availability_load on history.availability using brin (load_id);
create unique index load_sku_location_key on history.load_sku_location (load_id, key_no);
create index plan_line_sku on inventory.plan_line (run_id, sku);
create index forecast_run on forecast.forecast (run_id, sku, location);
create index learnt_run on demand.learnt (run_id, sku, location);
