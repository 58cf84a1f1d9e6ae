-- The newest file of the partner that is out in the same scope and plan cycle.
select max(f.control_no)
from run.partner_file as f
inner join run.publication as p
  on p.sequence = f.sequence
where f.partner = $partner
  and p.scope = $scope
  and p.cycle = $cycle
  and p.state = 'Published'
