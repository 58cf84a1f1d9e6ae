insert into removed_row (row_no)
select row_no
from repeated_row
