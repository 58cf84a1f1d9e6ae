using System.Diagnostics;
using System.Text.Json;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Formats;
using Forecasting.Tests.Reports.Formats.Readers;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Formats;

/// <summary>What two libraries that are not ours make of our EDIFACT and X12: the same segments as our own readers, and no fault. One process reads all.</summary>
[TestFixture]
public sealed class ForeignReaderTests
{
    private static readonly string[] Formats = ["edifact-orders", "edifact-delfor", "x12-850", "x12-940", "x12-830"];

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    [Test]
    public void Read_EveryFile_GivesTheSegmentsThatOurReadersGive()
    {
        var folder = Directory.CreateTempSubdirectory("forecasting-edi-");
        try
        {
            var written = Formats.SelectMany(Cases).ToDictionary(c => c.File, c => c.Bytes);
            foreach (var (file, bytes) in written)
                File.WriteAllBytes(Path.Combine(folder.FullName, file), bytes);
            var read = Read([.. written.Keys.Select(file => Path.Combine(folder.FullName, file))]);
            Assert.That(read.Keys, Is.EquivalentTo(written.Keys));
            using (Assert.EnterMultipleScope())
            {
                foreach (var (file, (segments, faults)) in read.Select(p => (p.Key, (p.Value.Segments, p.Value.Faults))))
                {
                    Assert.That(faults, Is.Empty, file);
                    Assert.That(segments.Select(Line), Is.EqualTo(Ours(file, written[file]).Select(Line)), file);
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<(string File, byte[] Bytes)> Cases(string name)
    {
        var profile = TestPartners.Profile(name);
        var extension = PartnerFormats.All[name].Extension;
        yield return ($"{name}-sample{extension}", TestPartners.Written(profile, TestPartners.Sample));
        yield return ($"{name}-test{extension}", TestPartners.Written(profile, TestPartners.Sample, isTest: true));
        if (PartnerFormats.All[name] is not OrderFormat format)
            yield break;
        var template = TestPartners.Sample.Orders.First(l => format.Types.Contains(l.Type)) with
        {
            Unit = profile.Codes.Unit["each"],
            ShipTo = new Location(profile.Codes.Location.GetValueOrDefault("LEEDS", "LEEDS")),
        };
        var interchange = TestPartners.Interchange(profile);
        OrderLine[] hostile =
        [
            .. HostileText.All.Select((text, i) => template with { Sku = new Sku(text), SupplierSku = text, LineNumber = i + 1, LineId = $"L{i}" })
                .Where(l => !format.Check([l], interchange).Any()),
        ];
        Assert.That(hostile, Has.Length.GreaterThan(50));
        yield return ($"{name}-hostile{extension}", Under.Bytes(stream => format.Write(stream, interchange, hostile)));
        yield return ($"{name}-many{extension}", Under.Bytes(stream => format.Write(stream, interchange, FormatFileTests.Many(template, 500, () => { }))));
    }

    private static IEnumerable<string[]> Ours(string file, byte[] bytes) => file.EndsWith(".edi", StringComparison.Ordinal)
        ? EdifactReader.Segments(bytes).Select(s => s.Select(element => string.Join('\u001f', element)).ToArray())
        : X12Reader.Segments(bytes);

    // The X12 library reads control numbers as numbers.
    private static string Line(string?[] segment) => string.Join('|', segment.Select(e =>
        segment[0] is "ISA" or "IEA" && e?.Length == 9 && e.All(char.IsAsciiDigit) ? e.TrimStart('0') : e ?? ""));

    private static Dictionary<string, Heard> Read(string[] files)
    {
        var script = Path.Combine(Folder(), "read.js");
        if (!Directory.Exists(Path.Combine(Folder(), "node_modules")))
            Missing("The readers of EDIFACT and X12 are not installed: run `npm ci` in tests/Forecasting.Tests/edi.");
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, "node"))))
            Missing("The readers of EDIFACT and X12 need node, which is not installed.");
        var start = new ProcessStartInfo("node", [script, .. files]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.That(node.ExitCode, Is.Zero);
        return JsonSerializer.Deserialize<Dictionary<string, Heard>>(output, Json)!;
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var edi = Path.Combine(folder.FullName, "edi");
            if (File.Exists(Path.Combine(edi, "package.json")))
                return edi;
        }

        throw new InvalidOperationException($"The folder edi is beside no folder above {AppContext.BaseDirectory}.");
    }

    private static void Missing(string what)
    {
        if (Environment.GetEnvironmentVariable("FORECASTING_SERVERS_REQUIRED") is { Length: > 0 })
            Assert.Fail(what);
        Assert.Ignore(what);
    }

    private sealed record Heard(List<string?[]> Segments, List<string> Faults);
}
