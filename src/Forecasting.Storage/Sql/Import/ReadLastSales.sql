-- Grain: the newest day with sales in the newest load of sales. Key: none, one row; null when there is none.
select max(s.day)
from history.sales as s
where s.load_id = (select max(l.load_id) from history."load" as l where l.feed = 'sales')
