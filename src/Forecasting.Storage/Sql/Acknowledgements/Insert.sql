insert into run.acknowledgement (
  line_id,
  answer_no,
  state,
  quantity,
  reference,
  reason,
  answered_at
)
values (
  $line_id,
  $answer_no,
  $state,
  $quantity,
  $reference,
  $reason,
  $answered_at
)
