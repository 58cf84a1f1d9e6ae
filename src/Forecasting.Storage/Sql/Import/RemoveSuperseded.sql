-- Rows that the newest file of their key does not say.
insert into removed_row (row_no)
select row_no
from statement
group by row_no
having max(file_no) < max(newest)
