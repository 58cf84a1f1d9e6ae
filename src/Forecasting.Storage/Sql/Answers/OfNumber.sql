-- Technical answers about one number. Grain: one answer. Key: answer_no.
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
where series = $series
  and control_no = $control_no
order by answer_no
