using Forecasting.Segmentation;
using NUnit.Framework;

namespace Forecasting.Tests.Segmentation;

[TestFixture]
public sealed class DemandClassifierTests
{
    [TestCase(new double[] { 10, 11, 9, 10 }, DemandPattern.Smooth)]
    [TestCase(new double[] { 1, 40, 2, 1 }, DemandPattern.Erratic)]
    [TestCase(new double[] { 0, 5, 0, 5, 0, 0 }, DemandPattern.Intermittent)]
    [TestCase(new double[] { 0, 1, 0, 40, 0, 1 }, DemandPattern.Lumpy)]
    [TestCase(new double[] { 0, 0, double.NaN }, DemandPattern.NoDemand)]
    public void Classify_TextbookShapes(double[] quantities, DemandPattern expected) =>
        Assert.That(DemandClassifier.Classify(quantities), Is.EqualTo(expected));

    [Test]
    public void Measure_UnobservedBuckets_DoNotCount() =>
        Assert.That(DemandClassifier.Measure([double.NaN, 4, 4, double.NaN]), Is.EqualTo((1.0, 0.0)));

    [Test]
    public void AbcClassify_ShareOfValue_80And95() =>
        Assert.That(new string([.. AbcAnalysis.Classify([5m, 60m, 0m, 25m, 10m])]), Is.EqualTo("CACAB"));

    [Test]
    public void AbcClassify_NoValueKnown_GivesNoClass() =>
        Assert.That(new string([.. AbcAnalysis.Classify([0m, 0m])]), Is.EqualTo("  "));
}
