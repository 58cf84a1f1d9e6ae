-- Settings of the run begun last before this one. Grain: one run.
select settings_hash
from run.run
where run_id <> $run_id
order by started_at desc, run_id
offset 0 rows fetch next 1 rows only
