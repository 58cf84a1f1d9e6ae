-- The text of a time with a zone must not depend on the machine.
set TimeZone = 'UTC'
