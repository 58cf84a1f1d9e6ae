-- Every answer about lines. Grain: one answer. Key: line_id, answer_no.
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
order by answered_at, answer_no
