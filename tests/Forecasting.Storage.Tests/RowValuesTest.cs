using System.Collections.Immutable;
using NUnit.Framework;

namespace Forecasting.Storage.Tests;

public class RowValuesTest
{
    [Test]
    public void Doubles_EveryFormOfAList_IsTheSameNumbers()
    {
        double[] numbers = [1.5, double.NaN, -0.1, double.MaxValue];
        Assert.That(RowValues.Doubles(numbers.ToList()), Is.EqualTo(numbers), "DuckDB");
        Assert.That(RowValues.Doubles(numbers), Is.EqualTo(numbers), "PostgreSQL");
        Assert.That(RowValues.Doubles(RowValues.Packed(numbers)), Is.EqualTo(numbers), "SQL Server");
    }

    [Test]
    public void Packed_One_IsLittleEndian() => Assert.That(RowValues.Packed([1]), Is.EqualTo(new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x3F }));

    [Test]
    public void Texts_EveryFormOfAList_IsTheSameTexts()
    {
        ImmutableArray<string> texts = ["", "Größe \"L\"", "a,b\n"];
        Assert.That(RowValues.Texts(texts.ToList()), Is.EqualTo(texts), "DuckDB");
        Assert.That(RowValues.Texts(texts.ToArray()), Is.EqualTo(texts), "PostgreSQL");
        Assert.That(RowValues.Texts(RowValues.Json(texts)), Is.EqualTo(texts), "SQL Server");
    }

    [Test]
    public void DoublesAndTexts_Null_AreNone()
    {
        Assert.That(RowValues.Doubles(null), Is.Empty);
        Assert.That(RowValues.Doubles(DBNull.Value), Is.Empty);
        Assert.That(RowValues.Texts(null), Is.Empty);
        Assert.That(RowValues.Texts(DBNull.Value), Is.Empty);
    }

    [Test]
    public void DoublesAndTexts_OfSomethingElse_SayOfWhat()
    {
        Assert.That(() => RowValues.Doubles(1), Throws.ArgumentException.With.Message.StartsWith("A System.Int32 holds no numbers."));
        Assert.That(() => RowValues.Texts(1), Throws.ArgumentException.With.Message.StartsWith("A System.Int32 holds no texts."));
        Assert.That(() => RowValues.Doubles(new byte[9]), Throws.ArgumentException.With.Message.StartsWith("9 bytes are no list of numbers."));
    }
}
