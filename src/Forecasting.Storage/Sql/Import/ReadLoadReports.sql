-- Grain: one file of a load. The order is that of .NET's ordinal comparison only for ASCII names; the reader orders again.
select
  "file" as "File",
  feed as Feed,
  sha256 as Sha256,
  bytes as Bytes,
  profile as Profile,
  rows_read as RowsRead,
  rows_loaded as RowsLoaded,
  rows_quarantined as RowsQuarantined,
  rows_duplicate as RowsDuplicate,
  rejected_reason as RejectedReason,
  notes as Notes,
  rows_superseded as RowsSuperseded,
  quantity_read as QuantityRead,
  quantity_loaded as QuantityLoaded,
  quantity_quarantined as QuantityQuarantined,
  quantity_duplicate as QuantityDuplicate
from history.load_report
where load_id = $load_id
order by "file"
