-- Answers about one line. Grain: one answer. Key: answer_no.
select
  line_id as LineId,
  answer_no as Number,
  state as State,
  quantity as Quantity,
  reference as Reference,
  reason as Reason,
  answered_at as AnsweredAt,
  document as Document,
  their_reference as TheirReference,
  confirmed_date as ConfirmedDate,
  code as Code
from run.acknowledgement
where line_id = $line_id
order by answer_no
