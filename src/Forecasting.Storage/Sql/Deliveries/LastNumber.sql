-- A partner that moves to another series takes no number twice.
select coalesce(max(control_no), 0)
from run.partner_file
where series = $series
  or partner = $partner
