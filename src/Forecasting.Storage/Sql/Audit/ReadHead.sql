-- Grain: the newest act. Key: none, one row.
select
  audit_no as Number,
  entry_hash as EntryHash
from run.audit_head
where head_no = 1
