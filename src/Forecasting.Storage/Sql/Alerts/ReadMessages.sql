-- Grain: one message. The newest first.
select
  message_no as Number,
  kind as Kind,
  created_at as CreatedAt,
  content as Content
from run.alert_message
where created_at > $since
order by message_no desc
offset 0 rows fetch next 200 rows only
