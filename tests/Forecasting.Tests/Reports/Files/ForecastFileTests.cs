using System.Collections.Immutable;
using System.Text;
using Forecasting.Forecasters;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Files;

public sealed class ForecastFileTests
{
    [Test]
    public void Write_TwoForecasts_HasAllLevelsAndLeavesUnknownOnesEmpty()
    {
        PlanLine[] lines =
        [
            With(SamplePlan.Line("A", "X", 10, 1), "ssa", "", [1.23456789, 0], [0.1, 0.5], [0.5, 1, 0, 1e-9]),
            With(SamplePlan.Line("=B", "X", 10, 1), "naive", "Too short, \"sorry\".", [1234567.5], [0.5, 0.975], [-0.0, 2]),
        ];
        Assert.That(Written(SamplePlan.Of(lines)), Is.EqualTo(
            """
            sku,location,bucket_start,mean,q0.1,q0.5,q0.975,model,fallback_reason
            =B,X,2024-04-15,1234567.5,,0,2,naive,"Too short, ""sorry""."
            A,X,2024-04-15,1.234568,0.5,1,,ssa,
            A,X,2024-04-22,0,0,0,,ssa,

            """));
    }

    [Test]
    public void Rows_SamplePlan_IsTheNumberOfLinesBelowTheHeader()
    {
        var report = SamplePlan.Report();
        Assert.That(ForecastFile.Rows(report), Is.EqualTo(Written(report).Count(c => c == '\n') - 1));
    }

    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    public void Write_AnyCulture_GivesTheSameBytes(string culture)
    {
        var expected = Written(SamplePlan.Report());
        Assert.That(Under.Culture(culture, () => Written(SamplePlan.Report())), Is.EqualTo(expected));
    }

    private static PlanLine With(PlanLine line, string model, string fallback, ImmutableArray<double> mean, ImmutableArray<double> levels, ImmutableArray<double> quantiles) =>
        line with { Forecast = new DemandForecast(model, "", fallback, mean, levels, quantiles) };

    private static string Written(PlanReport report) => Encoding.UTF8.GetString(Under.Bytes(stream => ForecastFile.Write(stream, report)));
}
