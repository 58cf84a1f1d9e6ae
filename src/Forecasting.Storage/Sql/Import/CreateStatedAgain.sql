-- Grain: one row that counts, and file that says the same row again.
create or replace temp table stated_again (
  row_no bigint not null,
  file_no integer not null
)
