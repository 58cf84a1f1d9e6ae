using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using Forecasting.Tests.Reports;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

public sealed class PlanPartTests
{
    [TestCase(WorkbookSplit.Category)]
    [TestCase(WorkbookSplit.Supplier)]
    [TestCase(WorkbookSplit.Location)]
    public void Of_TogetherTheyHaveEachLineAndEachOrderOnce(WorkbookSplit by)
    {
        var report = SamplePlan.Report();
        var parts = PlanPart.Of(report, by);
        Assert.That(parts.SelectMany(p => p.Report.Lines).Order(Comparer<PlanLine>.Create((a, b) => a.Key.CompareTo(b.Key))), Is.EqualTo(report.Lines));
        Assert.That(parts.SelectMany(p => p.Report.Orders), Is.EquivalentTo(report.Orders));
        Assert.That(parts.SelectMany(p => p.Report.Advice.OpenOrders), Is.EquivalentTo(report.Advice.OpenOrders));
        Assert.That(parts.Select(p => p.Number), Is.EqualTo(Enumerable.Range(1, parts.Length)));
        Assert.That(parts.Select(p => p.Report.Identity), Is.All.EqualTo(report.Identity));
        Assert.That(parts.Select(p => p.Name), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public void Of_None_IsNothing() => Assert.That(PlanPart.Of(SamplePlan.Report(), WorkbookSplit.None), Is.Empty);

    [Test]
    public void Of_MorePartsThanFiles_PutsTheSmallOnesTogether()
    {
        var lines = Enumerable.Range(0, PlanPart.Most + 50).SelectMany(i => Enumerable.Range(0, i == 7 ? 3 : 1).Select(n =>
            SamplePlan.Line($"S{i}-{n}", "LEEDS", 5, 1) with { Item = new Item(new Sku($"S{i}-{n}")) { Category = $"C{i:000}" } }));
        var parts = PlanPart.Of(SamplePlan.Of(lines), WorkbookSplit.Category);
        Assert.That(parts, Has.Length.EqualTo(PlanPart.Most));
        Assert.That((parts[^1].Name, parts[^1].Report.Lines.Length), Is.EqualTo((PlanPart.Others, 51)));
        Assert.That(parts.Single(p => p.Name == "C007").Report.Lines, Has.Length.EqualTo(3));
    }

    [TestCase("Garden & patio", "plan-03-garden-patio.xlsx")]
    [TestCase("../../etc/passwd", "plan-03-etc-passwd.xlsx")]
    [TestCase("قطعة", "plan-03.xlsx")]
    [TestCase("", "plan-03.xlsx")]
    public void NameOf_IsAFileNameOfOurs(string name, string file) =>
        Assert.That(PlanWorkbook.NameOf(new PlanPart(3, name, SamplePlan.Report())), Is.EqualTo(file));

    [TestCase(WorkbookSplit.Supplier)]
    [TestCase(WorkbookSplit.Location)]
    public void Write_APart_IsAWorkbookOfItsLines(WorkbookSplit by)
    {
        foreach (var part in PlanPart.Of(SamplePlan.Report(), by))
        {
            using var stream = new MemoryStream();
            PlanWorkbook.Write(stream, part.Report);
            var workbook = new WorkbookReading(stream.ToArray());
            Assert.That(workbook["Decisions"]["A2"].Text, Does.Contain(part.Report.Part));
            Assert.That(workbook.Below("Why", "SKU").Select(c => c.Text), Is.EqualTo(part.Report.Lines.Select(l => l.Key.Sku.Code)));
        }
    }
}
