using System.Collections.Immutable;
using Forecasting.Inventory.WhatIf;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class WhyTablesTests
{
    private static readonly LevelTable Levels = new([0.5], []) { OwnTarget = 0, OwnLeadTime = 0 };

    [Test]
    public void WithTables_MoreLinesThanFit_KeepsThoseWithMostAtRisk()
    {
        ImmutableArray<PlanLine> lines =
        [
            Line("A", 10, Levels), Line("B", 30, Levels), Line("C", 99, null), Line("D", 20, Levels),
        ];
        Assert.That(WhySheet.WithTables(lines, forAll: 4, most: 2).Select(k => k.Sku.Code), Is.EquivalentTo(new[] { "A", "B", "D" }));
        Assert.That(WhySheet.WithTables(lines, forAll: 3, most: 2).Select(k => k.Sku.Code), Is.EquivalentTo(new[] { "B", "D" }));
    }

    private static PlanLine Line(string sku, decimal atRisk, LevelTable? levels)
    {
        var line = SamplePlan.Line(sku, "LEEDS", 40, onHand: 12);
        return line with { Levels = levels, Recommendation = line.Recommendation with { MoneyAtRisk = atRisk } };
    }
}
