-- Grain: one act. Key: audit_no.
select
  audit_no as Number,
  happened_at as HappenedAt,
  actor as Actor,
  act as Act,
  subject as Subject,
  detail as Detail,
  previous_hash as PreviousHash,
  entry_hash as EntryHash
from run.audit
order by audit_no
