using NUnit.Framework;

namespace Forecasting.Storage.Tests.SqlServer;

public class SubsetLintTest
{
    [TestCase("merge into t using s on t.a = s.a when matched then delete;", "merge: use update, and insert where it changed no row")]
    [TestCase("select top 10 percent a from t order by a", "top percent: count first")]
    [TestCase("select top 1 with ties a from t order by a", "with ties: use a window function")]
    [TestCase("update t set a = 1 output deleted.a where a = 2", "output deleted of an update: read the old value first")]
    [TestCase("with s as (select a from t) update s set a = 1", "update through a with step: update the table itself")]
    [TestCase("with s as (select a from t) delete from s", "delete through a with step: delete the table itself")]
    [TestCase("waitfor delay '00:00:01'", "waitfor: wait in the program")]
    [TestCase("select a from t unpivot (v for n in (b, c)) as u", "unpivot: use union all")]
    [TestCase("create table t (a integer not null, index i (a))", "an index inside create table: give it a statement of its own")]
    [TestCase("create table t (a integer not null index i)", "an index inside create table: give it a statement of its own")]
    [TestCase("alter table t alter column a integer not null", "alter column: make a new column or a new table")]
    [TestCase("alter table t add a integer, b integer", "several columns in one alter table: one each")]
    [TestCase("create or alter function f() returns integer as begin return 1 end", "create or alter: drop if exists, and create")]
    [TestCase("create or alter view v as select a from t", "create or alter: drop if exists, and create")]
    [TestCase("create or alter procedure p as select a from t", "create or alter: drop if exists, and create")]
    [TestCase("declare @x nvarchar(9); select @x = @x + a from t", "a variable set by a select: use an aggregate")]
    [TestCase("create table t (a datetime not null)", "datetime: datetime2(6) keeps microseconds")]
    [TestCase("select a from #t", "a temporary table: use a table with load_id")]
    public void Faults_WhatOnlySqlServerTakes_IsFound(string sql, string what) =>
        Assert.That(SubsetLint.Faults("Planted/Fault", sql, isCommon: false), Is.EqualTo(new[] { $"Planted/Fault line 1: {what}." }));

    [TestCase("select top 1 a from t", "top: use offset and fetch")]
    [TestCase("select isnull(a, 0) from t", "isnull: not all three databases have it")]
    [TestCase("select year(a) from t", "year: not all three databases have it")]
    [TestCase("delete from t output deleted.a where a = 1", "output: query afterwards")]
    public void Faults_WhatTheOtherDatabasesDoNotTake_IsFoundInCommonText(string sql, string what)
    {
        Assert.That(SubsetLint.Faults("Planted/Fault", sql, isCommon: true), Is.EqualTo(new[] { $"Planted/Fault line 1: {what}." }));
        Assert.That(SubsetLint.Faults("Planted/Fault", sql, isCommon: false), Is.Empty);
    }
}
