-- The newest proof counts.
insert or replace into history.feed_profile (feed, part, value, file, sha256, previous)
values ($feed, $part, $value, $file, $sha256, $previous)
