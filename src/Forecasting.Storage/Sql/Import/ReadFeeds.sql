-- Grain: one file of the newest load of each feed. The order is that of .NET's ordinal comparison only for ASCII names.
select
  feed as Feed,
  "file" as "File",
  rows_read as RowsRead,
  rows_loaded as RowsLoaded,
  rows_quarantined as RowsQuarantined,
  rejected_reason as RejectedReason
from history.load_report as r
where load_id = (select max(l.load_id) from history."load" as l where l.feed = r.feed)
order by feed, "file"
