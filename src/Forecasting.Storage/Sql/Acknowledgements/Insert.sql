insert into run.acknowledgement (
  line_id,
  answer_no,
  state,
  quantity,
  reference,
  reason,
  answered_at,
  document,
  their_reference,
  confirmed_date,
  code
)
values (
  $line_id,
  $answer_no,
  $state,
  $quantity,
  $reference,
  $reason,
  $answered_at,
  $document,
  $their_reference,
  $confirmed_date,
  $code
)
