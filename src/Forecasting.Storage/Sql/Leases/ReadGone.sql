-- Grain: one owner none of whose leases lasts any more. Key: owner.
select owner
from run.lease
where owner <> ''
group by owner
having max(expires_at) <= $now
  and max(expires_at) > $since
order by owner
