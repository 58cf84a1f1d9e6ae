using NUnit.Framework;

namespace Forecasting.Storage.Tests.SqlServer;

public class KindCheckTest
{
    private static readonly KindCheck Check = new(MigratedSchema.OfProduct());

    [TestCase("select load_id from history.sales where day = 1", "compared: Date and Number")]
    [TestCase("select load_id from history.sales where day = load_id", "compared: Date and Number")]
    [TestCase("select load_id from history.sales where load_id = @as_of", "compared: Number and Date")]
    [TestCase("select load_id from history.sales where day between @first and @load_id", "between: Date and Number")]
    [TestCase("select s.load_id from history.sales as s join history.load_sku_location as k on k.sku = s.key_no", "compared: Text and Number")]
    [TestCase("with a as (select max(day) as newest from history.sales) select newest from a where newest > 3", "compared: Date and Number")]
    [TestCase("select a.newest from (select max(day) as newest from history.sales) as a where a.newest = @sku", "compared: Date and Text")]
    [TestCase("select load_id from history.loaded_row where units = feed", "compared: Number and Text")]
    [TestCase("select load_id from history.sales where load_id in (select day from history.stock)", "in: Number and Date")]
    [TestCase("select 1 where exists (select 1 from history.sales where order_ref = row_no)", "compared: Guid and Number")]
    [TestCase("select day - 28 from history.sales", "arithmetic with a Date")]
    [TestCase("select sku + key_no from history.load_sku_location", "arithmetic with a Text")]
    [TestCase("select sum(day) from history.sales", "arithmetic with a Date")]
    [TestCase("select max(is_promotion) from history.sales", "max of a flag: cast it as integer first")]
    [TestCase("select load_id from history.sales where is_promotion = 1", "compared: Flag and Number")]
    [TestCase("select coalesce(day, 0) from history.sales", "coalesce: Date and Number")]
    [TestCase("select case when day is null then 0 else day end from history.sales", "case: Number and Date")]
    [TestCase("select day from history.sales union all select key_no from history.stock", "column day of a union: Date and Number")]
    [TestCase("select day from history.sales union all select day, key_no from history.stock", "a union of 1 and 2 columns")]
    [TestCase("select history.bucket_start(key_no, @unit, @week_start) from history.sales", "history.bucket_start: Date and Number")]
    [TestCase("select history.bucket_start(day, @unit) from history.sales", "history.bucket_start takes 3 values and gets 2")]
    [TestCase("insert into history.unknown_sale (load_id, key_no, day) values (@load_id, 1, @sku)", "column day: Date and Text")]
    [TestCase("insert into history.unknown_sale (load_id, key_no, day) select load_id, day, day from history.sales", "column key_no: Number and Date")]
    [TestCase("insert into history.unknown_sale (load_id, key_no, day) values (@load_id, 1)", "2 values for 3 columns")]
    [TestCase("insert into history.unknown_sale (load_id, key_no) values (@load_id, 1)", "a new row gives no day")]
    [TestCase("update run.run set started_at = @as_of where run_id = @run_id", "column started_at: Time and Date")]
    [TestCase("delete from run.run where run_id = @load_id", "compared: Text and Number")]
    public void Faults_KindsThatDoNotGoTogether_AreFound(string sql, string what) =>
        Assert.That(Check.Faults(new ServerStatement("Planted/Fault", sql)), Is.EqualTo(new[] { $"Planted/Fault line 1: {what}." }));

    [TestCase("select load_id from history.sales where day = @as_of and quantity > 0 and cast(is_promotion as integer) = 1")]
    [TestCase("select coalesce(unit_price, 0) * 2 from history.sales where day < (select max(day) from history.stock)")]
    [TestCase("update run.run set finished_at = null, outcome = '' where run_id = @run_id and state <> 'Published'")]
    public void Faults_LikeWithLike_AreNone(string sql) => Assert.That(Check.Faults(new ServerStatement("Planted/Right", sql)), Is.Empty);
}
