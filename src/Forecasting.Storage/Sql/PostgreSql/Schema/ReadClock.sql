-- The time of the server, UTC.
select clock_timestamp() at time zone 'UTC'
