-- Grain: one finding of a load, in the order of reading.
select
  "file" as "File",
  feed as Feed,
  line as Line,
  column_name as "Column",
  value as Value,
  "rule" as "Rule",
  message as Message,
  original_line as OriginalLine
from history.load_finding
where load_id = $load_id
order by finding_no
