using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Forecasting.Planning;
using Forecasting.Reports.Formats;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Formats;

/// <summary>The bytes of each format: kept, the same everywhere, and written as they are made.</summary>
[TestFixture]
public sealed class FormatFileTests
{
    private static readonly string[] Cultures = ["en-US", "de-DE", "it-IT", "fr-FR", "ar-SA", "tr-TR", "zh-TW", "fa-IR"];

    [TestCaseSource(typeof(TestPartners), nameof(TestPartners.All))]
    public void Write_SampleLines_IsTheKeptFileOfItsVersion(string name)
    {
        // A change of these bytes is a change of the contract with every partner: raise the version of the format and keep a new file.
        var format = PartnerFormats.All[name];
        var version = string.Concat(format.Version.Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-'));
        var kept = Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "formats", $"{name}-{version}{format.Extension}");
        Assert.That(Shown(TestPartners.Written(TestPartners.Profile(name), TestPartners.Sample)), Is.EqualTo(Shown(File.ReadAllBytes(kept))));
    }

    [TestCaseSource(typeof(TestPartners), nameof(TestPartners.All))]
    public void Write_AnyCulture_GivesTheSameBytes(string name)
    {
        var profile = TestPartners.Profile(name);
        var expected = TestPartners.Written(profile, TestPartners.Sample);
        Assert.That(Cultures.Select(culture => Under.Culture(culture, () => TestPartners.Written(profile, TestPartners.Sample))), Is.All.EqualTo(expected));
    }

    [TestCaseSource(typeof(TestPartners), nameof(TestPartners.All))]
    public void Write_Resend_IsTheSameBytesAndAnotherNumberIsNot(string name)
    {
        var profile = TestPartners.Profile(name);
        var first = PartnerFile.Of(profile, TestPartners.Sample, TestPartners.Interchange(profile))!;
        Assert.That(TestPartners.Written(profile, TestPartners.Sample), Is.EqualTo(Under.Bytes(first.Write)));
        Assert.That(PartnerFile.Of(profile, TestPartners.Sample, TestPartners.Interchange(profile, 13))!.Name, Is.Not.EqualTo(first.Name));
    }

    [TestCaseSource(typeof(TestPartners), nameof(TestPartners.OfOrders))]
    public void Write_TenThousandLines_GoOutWhileTheyComeIn(string name)
    {
        // A package writes its headers from all lines first; headers alone fit into one buffer.
        if (name is "d365-package" or "d365-headers")
            Assert.Ignore("It has no lines to tell by.");
        var profile = TestPartners.Profile(name);
        var format = (OrderFormat)PartnerFormats.All[name];
        var template = TestPartners.Sample.Orders.First(l => format.Types.Contains(l.Type)) with { Unit = "EA" };
        using var sink = new CountingStream();
        long seen = 0;
        format.Write(sink, TestPartners.Interchange(profile), Many(template, 10_000, () => seen = sink.Bytes));
        Assert.That(sink.Bytes, Is.GreaterThan(10_000 * (name == "d365-headers" ? 3 : 20)));
        Assert.That(seen, Is.GreaterThan(sink.Bytes / 4), "most was out before the last line came");
    }

    /// <summary>Lines of orders of fifty, made as they are asked for.</summary>
    internal static IEnumerable<OrderLine> Many(OrderLine template, int count, Action last)
    {
        for (var i = 0; i < count; i++)
        {
            if (i == count - 1)
                last();
            yield return template with
            {
                OrderId = (i / 50).ToString("D6", CultureInfo.InvariantCulture),
                LineNumber = (i % 50) + 1,
                LineId = i.ToString("D20", CultureInfo.InvariantCulture),
            };
        }
    }

    private static string Shown(byte[] bytes) =>
        bytes is [(byte)'P', (byte)'K', ..] ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : Encoding.Latin1.GetString(bytes);

    private sealed class CountingStream : Stream
    {
        public long Bytes { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Bytes;

        public override long Position { get => Bytes; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Bytes += count;
    }
}
