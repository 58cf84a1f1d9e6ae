using Forecasting.History;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

public sealed class LongSeriesFileTest
{
    private string path = "";

    [SetUp]
    public void NameTheFile() => path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"long-{Guid.NewGuid():N}.csv");

    [TearDown]
    public void DeleteTheFile() => File.Delete(path);

    [Test]
    public void Stream_SeriesInOnePieceEach_AreThoseThatReadGives()
    {
        Write("B,1,5", "B,3,7", "", "A,2,x", "A,1,1", "C,2020-01,", "C,2020-02,4");
        var (told, toldAgain) = (new List<string>(), new List<string>());

        var streamed = LongSeriesFile.Stream(path, SeriesFrequency.Monthly, (line, message) => told.Add($"{line} {message}")).ToList();
        var read = LongSeriesFile.Read(path, SeriesFrequency.Monthly, (line, message) => toldAgain.Add($"{line} {message}"));

        Assert.That(streamed.Select(s => s.Id), Is.EqualTo(new[] { "B", "A", "C" }));
        Assert.That(streamed.Select(s => Values(s.Series)), Is.EqualTo(read.Select(s => Values(s.Series))));
        Assert.That(Values(streamed[0].Series), Is.EqualTo(new[] { 5, double.NaN, 7 }));
        Assert.That(told, Is.EqualTo(toldAgain).And.Some.StartsWith("5 \"x\" is not a number"));
    }

    [Test]
    public void Stream_SeriesThatGoesOnLater_IsToldWhereItDoes()
    {
        Write("A,1,1", "B,1,2", "A,2,3");

        using var series = LongSeriesFile.Stream(path, SeriesFrequency.Daily, (_, _) => { }).GetEnumerator();

        Assert.That(series.MoveNext(), Is.True);
        Assert.That(() => { while (series.MoveNext()) { } }, Throws.TypeOf<ScatteredSeriesException>().With.Message.EqualTo("A"));
        Assert.That(LongSeriesFile.Read(path, SeriesFrequency.Daily, (_, _) => { }).Select(s => s.Id), Is.EqualTo(new[] { "A", "B" }));
    }

    [Test]
    public void Stream_NoSuchColumn_NamesTheFileAndTheColumn()
    {
        File.WriteAllText(path, "series,ds,y\nA,1,1\n");

        Assert.That(
            () => LongSeriesFile.Stream(path, SeriesFrequency.Daily, (_, _) => { }).Count(),
            Throws.TypeOf<InputException>().With.Message.Contains(path).And.Message.Contains("There is no column series_id or unique_id"));
    }

    private static double[] Values(Outcome<LongSeries> series) => [.. ((Outcome<LongSeries>.Done)series).Value.Values];

    private void Write(params string[] rows) => File.WriteAllText(path, "series_id,period,value\n" + string.Join('\n', rows) + "\n");
}
