-- 0 in a database that holds nothing of ours yet.
select cast(count(*) as bigint)
from information_schema.tables
where table_name = 'schema_version'
