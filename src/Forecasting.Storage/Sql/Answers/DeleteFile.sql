delete from run.answer_file
where sha256 = $sha256
  and partner = $partner
