-- A veto that stands from now on.
insert into demand.veto (
  sku,
  location,
  first_day,
  last_day,
  "rule",
  reason,
  author
)
values (
  $sku,
  $location,
  $first_day,
  $last_day,
  $rule,
  $reason,
  $author
)
