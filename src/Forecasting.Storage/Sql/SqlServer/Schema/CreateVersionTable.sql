-- Grain: one migration that was applied. Key: version.
if object_id('schema_version') is null
create table schema_version (
  version integer not null primary key,
  name nvarchar(100) not null
)
