update run.alert_head
set revision_no = $revision_no
where head_id = 1
  and revision_no = $seen_no
