-- Grain: one file of answers. Key: sha256, partner.
select
  file_name as FileName,
  is_whole as IsWhole,
  summary as Summary,
  taken_at as TakenAt
from run.answer_file
where sha256 = $sha256
  and partner = $partner
