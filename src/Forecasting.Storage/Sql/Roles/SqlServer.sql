-- The roles of a database of SQL Server or Azure SQL, each with no more than its work needs. A user is given the roles of the commands
-- that it runs:
--   alter role forecasting_plan add member nightly;
-- Run it as the owner of the database, before the first migration and again after each one: a role gets the tables that are there.
-- Nothing is taken from a role that was granted by hand. There is no deny: it would outweigh what another role grants.

-- forecasting_migrate changes the schemas.
if database_principal_id('forecasting_migrate') is null
  create role forecasting_migrate;

-- forecasting_ingest imports: it writes the history, what was learnt of how the feeds are written, and the planners' vetoes
-- and overrides.
if database_principal_id('forecasting_ingest') is null
  create role forecasting_ingest;

-- forecasting_plan plans: it reads everything, and writes demand, forecasts, plans and how far its runs have come.
if database_principal_id('forecasting_plan') is null
  create role forecasting_plan;

-- forecasting_publish publishes: it reads everything, and writes all of the ledger of runs, with what went out, approvals and answers.
if database_principal_id('forecasting_publish') is null
  create role forecasting_publish;

-- forecasting_read looks, and changes nothing.
if database_principal_id('forecasting_read') is null
  create role forecasting_read;

alter role forecasting_read add member forecasting_plan;
alter role forecasting_read add member forecasting_publish;

grant create schema, create table, create view, create function to forecasting_migrate;
grant alter, select, insert, references on schema::dbo to forecasting_migrate;

-- Everybody may ask which version the schema has.
if object_id('dbo.schema_version') is not null
  grant select on object::dbo.schema_version to forecasting_ingest, forecasting_read;

if schema_id('history') is not null
begin
  grant control on schema::history to forecasting_migrate;
  grant select, execute on schema::history to forecasting_read;
  grant select, insert, update, delete, execute on schema::history to forecasting_ingest;
end;

if schema_id('demand') is not null
begin
  grant control on schema::demand to forecasting_migrate;
  grant select on schema::demand to forecasting_read;
  grant insert, update, delete on object::demand.correction to forecasting_plan;
  grant insert, update, delete on object::demand.learnt to forecasting_plan;
  grant select, insert, update, delete on object::demand.veto to forecasting_ingest;
  -- What planners said stays as it is.
  grant select, insert on object::demand.override_version to forecasting_ingest;
end;

if schema_id('forecast') is not null
begin
  grant control on schema::forecast to forecasting_migrate;
  grant select on schema::forecast to forecasting_read;
  grant insert, update, delete on schema::forecast to forecasting_plan;
end;

if schema_id('inventory') is not null
begin
  grant control on schema::inventory to forecasting_migrate;
  grant select on schema::inventory to forecasting_read;
  grant insert, update, delete on schema::inventory to forecasting_plan;
end;

if schema_id('run') is not null
begin
  grant control on schema::run to forecasting_migrate;
  grant select on schema::run to forecasting_read;
  grant insert, update, delete on schema::run to forecasting_publish;
  -- What is in the audit log stays as it is.
  deny update, delete on object::run.audit to forecasting_ingest, forecasting_plan, forecasting_publish;
  -- Who is at work, who took over from whom, and the mark of a transaction whose end its owner may not have learnt.
  grant select, insert, update, delete on object::run.lease to forecasting_ingest;
  grant select, insert on object::run.audit to forecasting_ingest;
  grant select, update on object::run.audit_head to forecasting_ingest;
  grant select, insert, delete on object::run.commit_mark to forecasting_ingest;
end;

-- Of the ledger a plan writes all but what went out, who allowed it, and what became of it; and not the keys of machines.
declare @grants nvarchar(max) = (
  select string_agg(cast('grant insert, update, delete on object::run.' + quotename(t.name) + ' to forecasting_plan;' as nvarchar(max)), ' ')
  from sys.tables as t
  where t.schema_id = schema_id('run')
    and t.name not in ('published_line', 'approval', 'acknowledgement', 'api_key')
);
exec sp_executesql @grants;
