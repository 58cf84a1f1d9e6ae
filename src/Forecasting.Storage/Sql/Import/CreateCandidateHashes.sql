-- Grain: one row whose hash may have been seen before.
create or replace temp table candidate_hash (
  hash uhugeint not null
)
