-- The file of the database that is open; null where it is in memory.
select path from duckdb_databases() where database_name = current_database()
