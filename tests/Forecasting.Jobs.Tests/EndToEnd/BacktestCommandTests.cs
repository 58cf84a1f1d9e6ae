using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

[TestFixture]
[Category("EndToEnd")]
public sealed class BacktestCommandTests
{
    private TemporaryFolder folder = null!;

    private string Input => Path.Combine(folder.Path, "series.csv");

    private string Output => Path.Combine(folder.Path, "scores.csv");

    [SetUp]
    public void MakeSeries()
    {
        folder = new TemporaryFolder();
        var text = new StringBuilder("series_id,ds,y\n");
        for (var t = 0; t < 36; t++)
        {
            var month = new DateOnly(2022, 1, 1).AddMonths(t);
            text.Append(CultureInfo.InvariantCulture, $"steady,{month:yyyy-MM},{100 + 10 * (t % 3)}\n");
            text.Append(CultureInfo.InvariantCulture, $"seldom,{month:yyyy-MM},{(t % 5 == 0 ? 4 + t % 2 : 0)}\n");
            text.Append(CultureInfo.InvariantCulture, $"\"odd, one\",{month:yyyy-MM},{(t == 30 ? "" : t.ToString(CultureInfo.InvariantCulture))}\n");
        }

        File.WriteAllText(Input, text.Append("short,2022-01,5\nshort,2022-02,6\n").ToString());
    }

    [TearDown]
    public void RemoveSeries() => folder.Dispose();

    [Test]
    public void Backtest_ThreadsAndModels_GiveTheSameBytesAndOneRowATrial()
    {
        var one = Run("--models", "auto,naive", "--origins", "2", "--threads", "1");
        var bytes = File.ReadAllBytes(Output);
        var three = Run("--models", "auto,naive", "--origins", "2", "--threads", "3");

        Assert.That(one.ExitCode, Is.EqualTo(1), one.ToString());
        Assert.That(one.Errors, Does.Contain("series short: 2 steps are too few: 6 are forecast, from at least 6."));
        Assert.That(three.Output, Is.EqualTo(one.Output));
        Assert.That(File.ReadAllBytes(Output), Is.EqualTo(bytes));

        var rows = File.ReadAllLines(Output);
        Assert.That(rows, Has.Length.EqualTo(1 + 3 * 3 * 2), "three series, three models, two origins");
        Assert.That(rows[0], Does.StartWith("series_id,model,class,seen,last_seen,observed,bias,bias_share,wape,mase,rmsse,spl,"));
        Assert.That(rows.Single(r => r.StartsWith("steady,naive,smooth,24,2023-12,6,", StringComparison.Ordinal)), Does.EndWith(",naive,"));
        Assert.That(rows.Count(r => r.StartsWith("\"odd, one\",seasonal_naive,", StringComparison.Ordinal)), Is.EqualTo(2), "the benchmark is always there");
        Assert.That(one.Output, Does.Contain("\n3 of 4 series tried from 6 origins, 6 steps each: "));
        Assert.That(one.Output, Does.Contain("\nauto            intermittent "));
    }

    /// <summary>Last value 120; 100, 110, 120, 100, 110, 120 came: errors 20, 10, 0, 20, 10, 0.</summary>
    [Test]
    public void Backtest_NaiveOfASteadySeries_ByHand()
    {
        Run("--models", "naive", "--origins", "1", "--season", "1");
        var fields = File.ReadAllLines(Output).Single(r => r.StartsWith("steady,naive,", StringComparison.Ordinal)).Split(',');

        Assert.That(fields[3..9], Is.EqualTo(new[] { "30", "2024-06", "6", "10", "0.090909", "0.090909" }));
        // Differences of 30 months: 20 steps of 10, 9 of 20.
        Assert.That(double.Parse(fields[9], CultureInfo.InvariantCulture), Is.EqualTo(10 / (380.0 / 29)).Within(1e-6));
    }

    [Test]
    public void Backtest_ChampionAndChallenger_AreComparedAndNeedNotBeListed()
    {
        var result = Run("--champion", "seasonal_naive", "--challenger", "naive");

        Assert.That(result.Output, Does.Contain("Champion seasonal_naive, challenger naive: mean scaled pinball loss, signed-rank test over series,\n"));
        Assert.That(result.Output, Does.Contain("smooth        no difference"), "two series prove nothing");
        Assert.That(result.Output, Does.Contain("Series by series (Diebold-Mariano, adjusted): "));
    }

    [TestCase("--models \"auto,,ssa\"", "--models has an empty name")]
    [TestCase("--models naive,naive", "--models names naive twice.")]
    [TestCase("--models crystal_ball", "There is no model \"crystal_ball\"; `forecasting forecast --help` names those there are.")]
    [TestCase("--origins 0", "--origins is 0; it must be between 1 and 100.")]
    [TestCase("--season 0", "--season is 0; it must be between 1 and 10,000.")]
    [TestCase("--champion ssa", "--champion and --challenger go together: name both.")]
    [TestCase("--champion ssa --challenger ssa", "--champion and --challenger are both ssa; name two models.")]
    public void Backtest_WrongUsage_ExitsWith2AndSaysWhat(string options, string message)
    {
        var result = Run(options.Replace("\"", "", StringComparison.Ordinal).Split(' '));

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Errors, Does.Contain(message));
        Assert.That(File.Exists(Output), Is.False);
    }

    [Test]
    public void Backtest_BadRowsAndNoFile_AreNamed()
    {
        File.AppendAllText(Input, "steady,yesterday,5\nsteady,2026-01,many\n");
        var result = Run("--models", "naive");
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.Contain("\"yesterday\" is not a period").And.Contain("\"many\" is not a number"));

        File.Delete(Input);
        var gone = Run("--models", "naive");
        Assert.That(gone.ExitCode, Is.EqualTo(3), gone.ToString());
        Assert.That(gone.Errors, Does.Contain("series.csv"));
    }

    private ProgramResult Run(params string[] more) => ForecastingProgram.Run(
        ["backtest", "--input", Input, "--horizon", "6", "--frequency", "M", "--output", Output, .. more]);
}
