-- The time of the server, UTC.
select sysutcdatetime()
