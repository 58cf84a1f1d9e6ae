-- The first proof of how a feed is written.
insert into history.feed_profile (feed, part, value, "file", sha256, previous)
values ($feed, $part, $value, $file, $sha256, $previous)
