-- Grain: one file with order lines that repeat an order, SKU-location and quantity within 7 days of an earlier line under another date.
with
line as (
  select
    file_no,
    row_no,
    order_ref,
    key_no,
    quantity,
    day
  from history.sales
  where load_id = $load_id
    and order_ref is not null
),
repeated as (
  select
    order_ref,
    key_no,
    quantity
  from line
  group by
    order_ref,
    key_no,
    quantity
  having min(day) < max(day)
)
select
  l.file_no as FileNo,
  count(*) as Rows,
  sum(l.quantity) as Units
from line as l
semi join repeated as r
  on r.order_ref = l.order_ref
  and r.key_no = l.key_no
  and r.quantity = l.quantity
where exists (
  select 1
  from line as e
  where e.order_ref = l.order_ref
    and e.key_no = l.key_no
    and e.quantity = l.quantity
    and e.row_no < l.row_no
    and e.day <> l.day
    and abs(e.day - l.day) <= 7
)
group by l.file_no
