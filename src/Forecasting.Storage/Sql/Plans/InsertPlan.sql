insert into inventory."plan" (
  run_id,
  saved_no,
  as_of,
  scope,
  cycle,
  bucket
)
select
  $run_id,
  coalesce(max(saved_no), 0) + 1,
  $as_of,
  $scope,
  $cycle,
  $bucket
from inventory."plan"
