-- Where each row of the big tables comes from, what corrects it, and the law of conservation in units.
-- file_no is the file's place in the load by name, from 0; row_no the row's place in the load, from 0. Null in rows of earlier versions.
alter table history.sales add column file_no integer;
alter table history.sales add column row_no bigint;

-- Pseudonym of the order number; null when there is none. The number itself is not stored.
alter table history.sales add column order_ref uhugeint;
alter table history.stock add column file_no integer;
alter table history.stock add column row_no bigint;
alter table history.availability add column file_no integer;
alter table history.availability add column row_no bigint;

alter table history.load_report add column rows_superseded bigint default 0;
alter table history.load_report add column quantity_read decimal(38, 9) default 0;
alter table history.load_report add column quantity_loaded decimal(38, 9) default 0;
alter table history.load_report add column quantity_quarantined decimal(38, 9) default 0;
alter table history.load_report add column quantity_duplicate decimal(38, 9) default 0;

-- Days whose sales are not what an earlier file or import said: how many the load found. The largest are in load_change.
alter table history.load add column change_count bigint default 0;

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
    null,
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
    null,
    0
  from history.availability;

-- Grain: one row of a sales file that a newer file of its load speaks of again: on record, and not counted.
create table history.superseded_sale (
  load_id bigint not null,
  file_no integer not null,
  row_no bigint not null,
  key_no integer not null,
  day date not null,
  order_ref uhugeint,
  quantity decimal(28, 9) not null
);

-- Grain: one day of a SKU-location whose sales are not what source said. Key: load_id, change_no. Null units = no row.
create table history.load_change (
  load_id bigint not null,
  change_no integer not null,
  location varchar not null,
  sku varchar not null,
  day date not null,
  was decimal(38, 9),
  now decimal(38, 9),
  source varchar not null,
  file varchar not null
);
