-- The roles of a PostgreSQL database, each with no more than its work needs. A login is given the roles of the commands that it runs:
--   grant forecasting_plan to nightly;
-- Run it as the owner of the database, before the first migration and again after each one: a role gets the tables that are there.
-- Nothing is taken from a role that was granted by hand.

-- forecasting_migrate owns the schemas and changes them. A login with it should create what it creates in its name:
--   alter role migrator set role forecasting_migrate;
-- forecasting_ingest imports: it writes the history, what was learnt of how the feeds are written, and the planners' vetoes
-- and overrides.
-- forecasting_plan plans: it reads everything, and writes demand, forecasts, plans and how far its runs have come.
-- forecasting_publish publishes: it reads everything, and writes all of the ledger of runs, with what went out, approvals and answers.
-- forecasting_read looks, and changes nothing.
do $roles$
declare
  name text;
begin
  foreach name in array array['migrate', 'ingest', 'plan', 'publish', 'read'] loop
    if not exists (select 1 from pg_roles where rolname = 'forecasting_' || name) then
      execute format('create role %I nologin', 'forecasting_' || name);
    end if;
  end loop;

  -- Only a member of a role can hand something over to it.
  if not pg_has_role(current_user, 'forecasting_migrate', 'member') then
    execute format('grant forecasting_migrate to %I', current_user);
  end if;
  execute format('grant create on database %I to forecasting_migrate', current_database());
  execute 'grant usage, create on schema public to forecasting_migrate';
end
$roles$;

grant forecasting_read to forecasting_plan, forecasting_publish;

-- Everybody may ask which version the schema has.
grant usage on schema public to forecasting_ingest, forecasting_read;

do $ownership$
declare
  found record;
begin
  for found in
    select nspname as schema_name
    from pg_namespace
    where nspname in ('history', 'demand', 'forecast', 'inventory', 'run')
  loop
    execute format('alter schema %I owner to forecasting_migrate', found.schema_name);
    execute format('grant usage on schema %I to forecasting_read', found.schema_name);
    execute format('grant select on all tables in schema %I to forecasting_read', found.schema_name);
  end loop;

  -- Tables and views, then functions.
  for found in
    select n.nspname as schema_name, c.relname as object_name
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v')
      and (n.nspname in ('history', 'demand', 'forecast', 'inventory', 'run') or (n.nspname = 'public' and c.relname = 'schema_version'))
  loop
    execute format('alter table %I.%I owner to forecasting_migrate', found.schema_name, found.object_name);
  end loop;
  for found in
    select p.oid::regprocedure::text as signature
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    where n.nspname = 'history'
  loop
    execute format('alter function %s owner to forecasting_migrate', found.signature);
  end loop;

  if to_regclass('public.schema_version') is not null then
    execute 'grant select on public.schema_version to forecasting_ingest, forecasting_read';
  end if;
end
$ownership$;

do $rights$
declare
  found record;
  writers text;
  rights text;
begin
  for found in
    select schemaname, tablename
    from pg_tables
    where schemaname in ('history', 'demand', 'forecast', 'inventory', 'run')
  loop
    writers := case
      when found.schemaname = 'history' or (found.schemaname, found.tablename) in (('demand', 'veto'), ('demand', 'override_version')) then 'forecasting_ingest'
      when found.schemaname in ('demand', 'forecast', 'inventory') then 'forecasting_plan'
      -- Who is at work, who took over from whom, and the mark of a transaction whose end its owner may not have learnt.
      when found.tablename in ('lease', 'audit', 'audit_head', 'commit_mark') then 'forecasting_ingest, forecasting_plan, forecasting_publish'
      -- What went out, who allowed it, and what became of it; and the keys of machines.
      when found.tablename in ('published_line', 'approval', 'acknowledgement', 'api_key') then 'forecasting_publish'
      else 'forecasting_plan, forecasting_publish'
    end;
    -- What is in the audit log stays as it is, and so does what planners said.
    rights := case when found.tablename in ('audit', 'override_version') then 'select, insert' else 'select, insert, update, delete' end;
    execute format('grant %s on %I.%I to %s', rights, found.schemaname, found.tablename, writers);
    execute format('grant usage on schema %I to %s', found.schemaname, writers);
  end loop;

  if to_regclass('history.loaded_row') is not null then
    execute 'grant select on history.loaded_row to forecasting_ingest';
  end if;
end
$rights$;
