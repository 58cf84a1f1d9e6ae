-- What an import finds out about its rows stands in tables of its own, which every kind of database can do; they are empty between two imports.

-- Grain: one row read whose hash another row may have. Key: load_id, row_no.
create table history.row_hash (
  load_id bigint not null,
  row_no bigint not null,
  hash uhugeint not null
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
  order_ref uhugeint,
  units decimal(38, 9) not null,
  newest integer not null,
  previous integer not null
);

-- Grain: one day of a SKU-location that is not what was said before, by one source. Key: load_id, location, sku, day, source_no.
-- source_no and file_no are files of the load; null source = the previous import. position is the key's place in its load, is_gone 1
-- where that is the previous one, since the key is no longer sold.
create table history.changed_day (
  load_id bigint not null,
  location varchar not null,
  sku varchar not null,
  day date not null,
  was decimal(38, 9),
  now decimal(38, 9),
  source_no integer,
  file_no integer,
  position integer not null,
  is_gone integer not null
);

-- Days since the first of 1970.
create macro history.day_no(day) as day - date '1970-01-01';
