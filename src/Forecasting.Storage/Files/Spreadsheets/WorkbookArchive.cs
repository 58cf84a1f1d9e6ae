using System.IO.Compression;
using System.IO.Hashing;
using System.Xml;

namespace Forecasting.Storage.Files.Spreadsheets;

/// <summary>The zip archive of a workbook, checked before anything in it is read: whoever sends a file may have
/// built it to do harm.</summary>
/// <remarks>
/// Limits as OWASP ASVS 5.2.3 asks for: at most 2,000 parts, 200 MB unpacked, 100:1 in a part. The bytes that come out are
/// counted, not those that the archive promises. Nothing is ever unpacked to disk; names are checked all the same, because
/// a file with such names is no workbook.
/// </remarks>
internal sealed class WorkbookArchive : IDisposable
{
    /// <summary>Most parts of a workbook; Excel writes a few for each sheet.</summary>
    public const int MaximumParts = 2_000;

    /// <summary>Most bytes of all parts together, unpacked.</summary>
    public const long MaximumBytes = 200_000_000;

    /// <summary>Most bytes unpacked for each packed one.</summary>
    public const int MaximumRatio = 100;

    /// <summary>Unpacked bytes below which the ratio says nothing: an empty table of a few hundred kilobytes packs
    /// well and harms nobody.</summary>
    private const long RatioMatters = 1 << 20;

    private const string Harmful = "Such files are built to do harm. Save the table again as .xlsx, or export it as CSV.";

    private readonly FileStream file;
    private readonly ZipArchive archive;

    private WorkbookArchive(FileStream file)
    {
        this.file = file;
        archive = new ZipArchive(file, ZipArchiveMode.Read);
    }

    /// <summary>True when a file that begins like this is a zip archive.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Refuses an archive that is damaged, too large, or built to do harm.</summary>
    /// <exception cref="FileRejectedException">It is.</exception>
    public static void Check(string path)
    {
        using (var file = FileContent.Open(path))
            CheckPartCount(file);
        using var workbook = Open(path);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var buffer = new byte[1 << 16];
        var total = 0L;
        foreach (var entry in workbook.archive.Entries)
        {
            CheckName(entry, names);
            total += CheckContent(entry, total, buffer);
            if (entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
                || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
                CheckProlog(entry);
        }
    }

    /// <summary>Opens an archive that was checked.</summary>
    public static WorkbookArchive Open(string path)
    {
        var file = FileContent.Open(path);
        try
        {
            return new WorkbookArchive(file);
        }
        catch (InvalidDataException)
        {
            file.Dispose();
            throw new FileRejectedException("The workbook is cut short or damaged. Copy or save it again.");
        }
    }

    /// <summary>True when the archive has a part of that name.</summary>
    public bool Has(string name) => archive.GetEntry(name) is not null;

    /// <summary>Names of all parts.</summary>
    public IEnumerable<string> Names => archive.Entries.Select(e => e.FullName);

    /// <summary>A part as XML; null when there is none of that name.</summary>
    public XmlReader? Read(string name) => archive.GetEntry(name) is { } entry ? Xml(entry.Open()) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        archive.Dispose();
        file.Dispose();
    }

    private static XmlReader Xml(Stream content) => XmlReader.Create(content, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    });

    /// <summary>Counts the entries of the directory by their mark, before the archive is opened, which would make
    /// an object of each.</summary>
    private static void CheckPartCount(FileStream file)
    {
        var mark = "PK\u0001\u0002"u8;
        var buffer = new byte[1 << 16];
        var (kept, count) = (0, 0);
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var window = buffer.AsSpan(0, kept + read);
            count += window.Count(mark);
            if (count > MaximumParts)
                throw new FileRejectedException($"The workbook is an archive of more than 2,000 parts. {Harmful}");
            kept = Math.Min(mark.Length - 1, window.Length);
            window[^kept..].CopyTo(buffer);
        }
    }

    private static void CheckName(ZipArchiveEntry entry, HashSet<string> names)
    {
        var name = entry.FullName;
        var isLink = (entry.ExternalAttributes >> 16 & 0xF000) == 0xA000;
        if (isLink || name.StartsWith('/') || name.AsSpan().ContainsAny('\\', ':', '\0') || name.Split('/').Contains(".."))
            throw new FileRejectedException(
                $"The workbook holds a part whose name leads out of it (\"{MessageText.Shown(name)}\"). {Harmful}");
        if (!names.Add(name))
            throw new FileRejectedException($"The workbook holds the part \"{MessageText.Shown(name)}\" twice. {Harmful}");
    }

    private static long CheckContent(ZipArchiveEntry entry, long before, byte[] buffer)
    {
        var checksum = new Crc32();
        var length = 0L;
        using var content = entry.Open();
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            length += read;
            checksum.Append(buffer.AsSpan(0, read));
            if (before + length > MaximumBytes)
                throw new FileRejectedException("The workbook unpacks to more than 200 MB. Export the table as CSV or Parquet.");
            if (length > RatioMatters && length > MaximumRatio * entry.CompressedLength)
                throw new FileRejectedException(
                    $"The part \"{MessageText.Shown(entry.FullName)}\" of the workbook unpacks to more than 100 times its size. {Harmful}");
        }

        if (length != entry.Length)
            throw new FileRejectedException(
                $"The part \"{MessageText.Shown(entry.FullName)}\" of the workbook is not as long as the archive says. {Harmful}");
        if (checksum.GetCurrentHashAsUInt32() != entry.Crc32)
            throw new FileRejectedException("The workbook is damaged: its content does not match its checksums. Copy or save it again.");
        return length;
    }

    /// <summary>A document type can only stand before the first element, so reading ends there.</summary>
    private static void CheckProlog(ZipArchiveEntry entry)
    {
        try
        {
            using var reader = Xml(entry.Open());
            reader.MoveToContent();
        }
        catch (XmlException)
        {
            throw new FileRejectedException(
                $"The part \"{MessageText.Shown(entry.FullName)}\" of the workbook is no sound XML, or declares a document type (DTD), "
                + "which no spreadsheet program does. "
                + "Save the table again as .xlsx, or export it as CSV.");
        }
    }
}
