select max(sequence)
from run.publication
where state = 'Published'
  and scope = $scope
  and cycle = $cycle
