-- Grain: one migration that was applied. Key: version.
create table if not exists schema_version (
  version integer primary key,
  name varchar not null
)
