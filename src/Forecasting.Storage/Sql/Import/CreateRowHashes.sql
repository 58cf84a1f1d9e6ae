-- Grain: one row read. Temporary: what repetitions are found by.
create or replace temp table row_hash (
  row_no bigint not null,
  hash uhugeint not null
)
