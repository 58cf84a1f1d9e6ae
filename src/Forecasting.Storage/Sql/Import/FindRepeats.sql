-- Grain: one row whose text stands in an earlier row, with the first of them.
create or replace temp table repeated_row as
with
same as (
  select
    h.hash,
    min(h.row_no) as first_row_no
  from row_hash as h
  semi join candidate_hash as c
    on c.hash = h.hash
  group by h.hash
  having count(*) > 1
)
select
  h.row_no,
  s.first_row_no
from row_hash as h
join same as s
  on s.hash = h.hash
where h.row_no <> s.first_row_no
