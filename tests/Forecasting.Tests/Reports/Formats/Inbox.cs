using System.Security.Cryptography;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Tests.Reports.Formats.Readers;

namespace Forecasting.Tests.Reports.Formats;

/// <summary>A receiver as careful as one can be: it takes a file only when the manifest vouches for it and the file agrees with itself.</summary>
internal sealed class Inbox
{
    private readonly HashSet<long> numbers = [];

    public ReadFile Take(byte[] bytes, ManifestFile listed)
    {
        var partner = listed.Partner!;
        ImportRefusedException.Unless(Convert.ToHexStringLower(SHA256.HashData(bytes)) == listed.Sha256 && bytes.Length == listed.Bytes, "the file has another hash or size");
        ImportRefusedException.Unless(!numbers.Contains(partner.Number.Value), $"number {partner.Number} was taken before");
        var file = TestPartners.Read(partner.Format, bytes);
        ImportRefusedException.Unless(file.Number is null || file.Number == partner.Number.Value, "the file has another number than the manifest");
        ImportRefusedException.Unless(file.IsTest is null || file.IsTest == partner.IsTest, "the file is a test and the manifest is not, or the other way round");
        if (partner.Totals is { } totals && partner.Format is not "d365-headers")
        {
            ImportRefusedException.Unless(file.Rows.Count == totals.Lines && totals.Lines == listed.Rows, "the manifest counts other lines");
            ImportRefusedException.Unless(file.Rows.Sum(r => Forms.Number(r["quantity"])) == totals.Quantity, "the manifest has another total");
        }

        numbers.Add(partner.Number.Value);
        return file;
    }

    /// <summary>The line of a manifest for what a partner gets.</summary>
    public static (byte[] Bytes, ManifestFile Listed) Sent(Forecasting.Reports.Formats.PartnerProfile profile, IEnumerable<OrderLine> lines, int number = 12)
    {
        var artefact = Forecasting.Reports.Formats.PartnerFile.Of(profile, TestPartners.Source(lines), TestPartners.Interchange(profile, number))!;
        var bytes = Under.Bytes(artefact.Write);
        return (bytes, new ManifestFile(artefact.Name, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, artefact.Rows) { Partner = artefact.Partner });
    }

    /// <summary>The same line for bytes that were changed on the way, and a manifest that was made for them.</summary>
    public static ManifestFile Vouched(byte[] bytes, ManifestFile listed) =>
        listed with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), Bytes = bytes.Length };
}
