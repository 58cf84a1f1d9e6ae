-- A plan is worth what its data are: so it keeps what was held against them.
-- Grain: one thing that speaks against the data of a SKU-location of a run, planned or not. Key: run_id, location, sku, reason_no.
-- grade is the best that it leaves: B, C or D. A SKU-location without a row has grade A.
create table inventory.trust_reason (
  run_id varchar not null,
  location varchar not null,
  sku varchar not null,
  reason_no integer not null,
  grade varchar not null,
  rule varchar not null,
  text varchar not null
);
