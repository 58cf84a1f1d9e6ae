-- A process that was frozen in the middle of a transaction keeps its locks for as long as its session lives.
select pg_terminate_backend(pid)
from pg_stat_activity
where application_name = 'forecasting ' || $process
  and datname = current_database()
  and usename = current_user
  and pid <> pg_backend_pid()
