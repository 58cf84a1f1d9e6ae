-- Every column of a Parquet file as text, in the order of the file.
select cast(columns(*) as varchar)
from read_parquet($path)
