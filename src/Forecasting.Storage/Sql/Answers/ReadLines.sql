-- Which file carried which line. Grain: one line in a file. Key: series, control_no, line_id.
select
  series as Series,
  control_no as Number,
  line_id as LineId
from run.partner_line
order by
  series,
  control_no,
  line_id
