-- Grain: one message on one way. Key: message_no, channel.
select
  d.message_no as Number,
  d.channel as Channel,
  d.state as State,
  d.tries as Tries,
  d.next_try as NextTry,
  d.fault as Fault,
  d.changed_at as ChangedAt,
  m.created_at as CreatedAt,
  m.content as Content
from run.alert_delivery as d
join run.alert_message as m
  on m.message_no = d.message_no
where m.created_at > $since
order by
  d.message_no,
  d.channel
