update run.audit_head
set entry_hash = $entry_hash
where head_no = 1
