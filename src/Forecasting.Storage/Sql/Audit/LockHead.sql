update run.audit_head
set audit_no = audit_no + 1
where head_no = 1
