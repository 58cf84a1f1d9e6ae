-- Who did what about a subject. Grain: one act. Key: audit_no.
select
  actor as Actor,
  act as Act
from run.audit
where subject = $subject
order by audit_no
