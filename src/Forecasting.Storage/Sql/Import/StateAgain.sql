-- Which other files say a row that is counted under the first of them.
insert into history.stated_again (load_id, row_no, file_no)
select distinct
  $load_id,
  r.first_row_no,
  l.file_no
from history.loaded_row as l
join history.repeated_row as r
  on r.load_id = $load_id
  and r.row_no = l.row_no
join history.loaded_row as f
  on f.row_no = r.first_row_no
  and f.feed = $feed
  and f.load_id = $load_id
where l.feed = $feed
  and l.load_id = $load_id
  and l.file_no <> f.file_no
