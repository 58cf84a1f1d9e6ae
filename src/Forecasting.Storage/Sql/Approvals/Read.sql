-- Grain: one decision about a run. Key: decision_no.
select
  decision as Decision,
  lines_hash as LinesHash,
  person as Person,
  reason as Reason,
  decided_at as DecidedAt
from run.approval
where run_id = $run_id
order by decision_no
