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
),
repeated_line as (
  select
    l.file_no,
    l.row_no,
    l.order_ref,
    l.key_no,
    l.quantity,
    l.day
  from line as l
  join repeated as r
    on r.order_ref = l.order_ref
    and r.key_no = l.key_no
    and r.quantity = l.quantity
)
select
  l.file_no as FileNo,
  cast(count(*) as bigint) as Rows,
  cast(sum(l.quantity) as decimal(38, 9)) as Units
from repeated_line as l
where exists (
  select 1
  from repeated_line as e
  where e.order_ref = l.order_ref
    and e.key_no = l.key_no
    and e.quantity = l.quantity
    and e.row_no < l.row_no
    and e.day <> l.day
    and abs(history.day_no(e.day) - history.day_no(l.day)) <= 7
)
group by l.file_no
