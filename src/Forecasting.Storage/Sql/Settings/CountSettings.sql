select cast(count(*) as bigint)
from run.setting
where settings_hash = $settings_hash
