-- Grain: one technical answer. Key: series, control_no, answer_no.
select
  series as Series,
  control_no as Number,
  answer_no as AnswerNumber,
  kind as Kind,
  state as State,
  code as Code,
  detail as Detail,
  reference as Reference,
  answered_at as AnsweredAt
from run.partner_answer
order by
  series,
  control_no,
  answer_no
