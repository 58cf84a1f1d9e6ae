-- Grain: one row whose text stands in an earlier row, with the first of them.
with
same as (
  select
    hash,
    min(row_no) as first_row_no
  from history.row_hash
  where load_id = $load_id
  group by hash
  having count(*) > 1
)
insert into history.repeated_row (load_id, row_no, first_row_no)
select
  h.load_id,
  h.row_no,
  s.first_row_no
from history.row_hash as h
join same as s
  on s.hash = h.hash
where h.load_id = $load_id
  and h.row_no <> s.first_row_no
