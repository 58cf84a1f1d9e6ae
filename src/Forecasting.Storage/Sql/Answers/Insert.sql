insert into run.partner_answer (
  series,
  control_no,
  answer_no,
  kind,
  state,
  code,
  detail,
  reference,
  answered_at
)
values (
  $series,
  $control_no,
  $answer_no,
  $kind,
  $state,
  $code,
  $detail,
  $reference,
  $answered_at
)
