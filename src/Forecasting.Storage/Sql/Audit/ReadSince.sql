-- Grain: one act of a kind since a moment. Key: audit_no.
select
  happened_at as HappenedAt,
  actor as Actor,
  subject as Subject,
  detail as Detail
from run.audit
where act = $act
  and happened_at > $since
order by audit_no
