-- Grain: one line that went out. Key: line_id.
select quantity as Quantity
from run.published_line
where line_id = $line_id
