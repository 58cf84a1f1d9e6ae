-- Every column of a Parquet file in its own type, in the order of the file.
select *
from read_parquet($path)
