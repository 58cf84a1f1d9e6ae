-- Grain: one row to be taken out of its table.
create or replace temp table removed_row (
  row_no bigint not null
)
