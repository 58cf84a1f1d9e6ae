-- A veto given again replaces the one before it; one withdrawn is gone.
delete from demand.veto
where sku = $sku
  and (location = $location or (location is null and $location is null))
  and first_day = $first_day
  and last_day = $last_day
  and lower("rule") = lower($rule)
