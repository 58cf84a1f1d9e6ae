-- Our statements join whole loads, of which the server has no statistics yet: a nested loop over them would take hours, hashing them takes seconds.
set enable_nestloop = off;
set jit = off;
set work_mem = '64MB';
-- The session of a machine that went away without a word ends after a minute, and its locks with it.
set tcp_keepalives_idle = 30;
set tcp_keepalives_interval = 10;
set tcp_keepalives_count = 3
