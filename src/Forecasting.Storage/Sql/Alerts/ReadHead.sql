-- Grain: one row.
select revision_no as Revision
from run.alert_head
where head_id = 1
