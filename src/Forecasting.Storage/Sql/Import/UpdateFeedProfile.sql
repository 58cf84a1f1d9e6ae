-- The newest proof counts.
update history.feed_profile
set
  value = $value,
  "file" = $file,
  sha256 = $sha256,
  previous = $previous
where feed = $feed
  and part = $part
