-- Grain: one setting. Key: setting_name.
select
  setting_name as Name,
  setting_value as Value
from run.setting
where settings_hash = $settings_hash
