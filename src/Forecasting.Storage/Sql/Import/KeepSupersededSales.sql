-- A row that does not count stays on record.
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
where s.load_id = $load_id
  and exists (
    select 1
    from history.removed_row as r
    where r.load_id = $load_id
      and r.row_no = s.row_no
  )
