insert into run.answer_file (
  sha256,
  partner,
  file_name,
  bytes,
  is_whole,
  summary,
  taken_at
)
values (
  $sha256,
  $partner,
  $file_name,
  $bytes,
  $is_whole,
  $summary,
  $taken_at
)
