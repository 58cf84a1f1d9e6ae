insert into history.superseded_sale (load_id, file_no, row_no, key_no, day, order_ref, quantity)
select
  s.load_id,
  s.file_no,
  s.row_no,
  s.key_no,
  s.day,
  s.order_ref,
  s.quantity
from history.sales as s
semi join removed_row as r
  on r.row_no = s.row_no
where s.load_id = $load_id
order by s.row_no
