-- One at a time changes the schema; until the transaction ends. The number is ours and says nothing.
select pg_advisory_xact_lock(7264203518)
