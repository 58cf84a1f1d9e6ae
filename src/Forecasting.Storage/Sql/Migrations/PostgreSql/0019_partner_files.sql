-- Each file for a partner has a number of its own, and what became of it stays on record.

-- Grain: one number of a partner's file. Key: series and control_no, from 1; profiles that write for one receiver share a series. A number belongs
-- to one file of one run for ever: sent again, it is the same bytes. sequence is the publication whose folder holds the file; sha256 is empty and
-- bytes 0 until it is out. replaces is the partner's number before in the same plan cycle. target and host_key say where it goes; target is empty
-- where it stays in the folder. state is Reserved, Kept, Pending, Delivered, Held or Void; fault is what was wrong last, or why it is void.
-- is_test is 0 or 1. released_by is empty until a person lets later files go before it. Times are UTC.
create table run.partner_file (
  series text not null,
  control_no bigint not null,
  partner text not null,
  sequence bigint not null,
  run_id text not null,
  format text not null,
  version text not null,
  file_name text not null,
  row_count bigint not null,
  is_test integer not null,
  sha256 text not null,
  bytes bigint not null,
  replaces bigint,
  target text not null,
  host_key text not null,
  state text not null,
  tries integer not null,
  fault text not null,
  next_try timestamp,
  delivered_at timestamp,
  released_by text not null,
  changed_at timestamp not null,
  primary key (series, control_no)
);
