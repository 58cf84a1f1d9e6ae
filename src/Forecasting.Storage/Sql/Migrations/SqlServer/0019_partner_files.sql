-- Each file for a partner has a number of its own, and what became of it stays on record.

-- Grain: one number of a partner's file. Key: series and control_no, from 1; profiles that write for one receiver share a series. A number belongs
-- to one file of one run for ever: sent again, it is the same bytes. sequence is the publication whose folder holds the file; sha256 is empty and
-- bytes 0 until it is out. replaces is the partner's number before in the same plan cycle. target and host_key say where it goes; target is empty
-- where it stays in the folder. state is Reserved, Kept, Pending, Delivered, Held or Void; fault is what was wrong last, or why it is void.
-- is_test is 0 or 1. released_by is empty until a person lets later files go before it. Times are UTC.
create table run.partner_file (
  series nvarchar(64) collate Latin1_General_100_BIN2 not null,
  control_no bigint not null,
  partner nvarchar(64) collate Latin1_General_100_BIN2 not null,
  sequence bigint not null,
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  format nvarchar(max) not null,
  version nvarchar(max) not null,
  file_name nvarchar(max) not null,
  row_count bigint not null,
  is_test integer not null,
  sha256 nvarchar(max) not null,
  bytes bigint not null,
  replaces bigint,
  target nvarchar(max) not null,
  host_key nvarchar(max) not null,
  state nvarchar(20) collate Latin1_General_100_BIN2 not null,
  tries integer not null,
  fault nvarchar(max) not null,
  next_try datetime2(6),
  delivered_at datetime2(6),
  released_by nvarchar(max) not null,
  changed_at datetime2(6) not null,
  primary key (series, control_no)
);
