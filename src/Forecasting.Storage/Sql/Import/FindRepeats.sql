-- Grain: one row whose text stands in an earlier row, with the first of them.
create or replace temp table repeated_row as
with
same as (
  select
    h.row_no,
    min(h.row_no) over (partition by h.hash) as first_row_no
  from row_hash as h
  semi join candidate_hash as c
    on c.hash = h.hash
)
select
  row_no,
  first_row_no
from same
where row_no <> first_row_no
