-- Our statements join whole loads, of which the server has no statistics yet: a nested loop over them would take hours, hashing them takes seconds.
set enable_nestloop = off;
set jit = off;
set work_mem = '64MB'
