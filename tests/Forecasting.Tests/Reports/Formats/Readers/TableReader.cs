using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Forecasting.Tests.Reports.Formats.Readers;

/// <summary>Readers of CSV, of data packages, of bar-separated files and of JSON lines; their own, not the writers'.</summary>
internal static class TableReader
{
    /// <summary>Records of a CSV as RFC 4180 has it.</summary>
    public static List<string[]> Csv(byte[] bytes, string newLine = "\n")
    {
        var text = new UTF8Encoding(false, true).GetString(bytes);
        var records = new List<string[]>();
        var fields = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var field = new StringBuilder();
            if (text[i] == '"')
            {
                for (i++; ; i++)
                {
                    ImportRefusedException.Unless(i < text.Length, "a quote is not closed");
                    if (text[i] != '"')
                        field.Append(text[i]);
                    else if (i + 1 < text.Length && text[i + 1] == '"')
                        field.Append(text[i++]);
                    else
                        break;
                }

                i++;
            }
            else
            {
                while (i < text.Length && text[i] != ',' && text[i] is not ('\r' or '\n'))
                    field.Append(text[i++]);
            }

            fields.Add(field.ToString());
            ImportRefusedException.Unless(i < text.Length, "the last record has no end");
            if (text[i] == ',')
            {
                i++;
                continue;
            }

            ImportRefusedException.Unless(string.CompareOrdinal(text, i, newLine, 0, newLine.Length) == 0, "another end of line");
            i += newLine.Length;
            records.Add([.. fields]);
            fields.Clear();
        }

        ImportRefusedException.Unless(records.Count > 0 && records.All(r => r.Length == records[0].Length), "a record of another length");
        return records;
    }

    /// <summary>Rows by our names; a head that is said once is that of the rows below it.</summary>
    public static ReadFile Table(byte[] bytes, (string Column, string Name)[] columns, string newLine = "\n", Func<string, string>? day = null)
    {
        var records = Csv(bytes, newLine);
        ImportRefusedException.Unless(records[0].SequenceEqual(columns.Select(c => c.Column)), $"unknown columns {string.Join(',', records[0])}");
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var record in records[1..])
        {
            var row = new Dictionary<string, string>();
            for (var i = 0; i < columns.Length; i++)
            {
                var (name, value) = (columns[i].Name.TrimEnd('^'), record[i]);
                if (columns[i].Name.EndsWith('^') && value.Length == 0)
                    value = rows[^1][name];
                else if (name is "order_date" or "requested_delivery")
                    value = day is null ? value[..10] : day(value);
                row.TryAdd(name, value);
            }

            rows.Add(row);
        }

        return new ReadFile(rows);
    }

    /// <summary>A data package: its manifest names the files, in order, and their columns.</summary>
    public static ReadFile Package(byte[] bytes, (string, string)[] headers, (string, string)[] lines)
    {
        XNamespace ns = "http://schemas.microsoft.com/dynamics/2015/01/DataManagement";
        using var package = new ZipArchive(new MemoryStream(bytes));
        var header = XDocument.Load(Part("PackageHeader.xml"));
        ImportRefusedException.Unless(header.Root!.Element(ns + "PackageVersion")!.Value == "2", "unknown version");
        var entities = XDocument.Load(Part("Manifest.xml")).Descendants(ns + "DataManagementPackageEntityData").ToArray();
        ImportRefusedException.Unless(
            entities.Select(e => e.Element(ns + "EntityName")!.Value).SequenceEqual(["Purchase order headers V2", "Purchase order lines V2"]), "unknown entities");
        var read = entities.Select((entity, i) =>
        {
            var columns = i == 0 ? headers : lines;
            ImportRefusedException.Unless(
                entity.Descendants(ns + "EntityField").Select(f => f.Value).SequenceEqual(columns.Select(c => c.Item1)), "the manifest maps other columns");
            using var copy = new MemoryStream();
            Part(entity.Element(ns + "InputFilePath")!.Value).CopyTo(copy);
            return Table(copy.ToArray(), columns, "\r\n");
        }).ToArray();
        var heads = read[0].Rows.ToDictionary(r => r["order_id"]);
        ImportRefusedException.Unless(read[1].Rows.Select(r => r["order_id"]).Distinct().Count() == heads.Count, "orders without lines");
        return new ReadFile([
            .. read[1].Rows.Select(r => new Dictionary<string, string>(r)
            {
                ["supplier_id"] = heads[r["order_id"]]["supplier_id"], ["order_date"] = heads[r["order_id"]]["order_date"],
                ["currency"] = heads[r["order_id"]]["currency"],
            }),
        ]);

        Stream Part(string name) => (package.GetEntry(name) ?? throw new ImportRefusedException($"{name} is missing")).Open();
    }

    /// <summary>JSON lines with a header and a trailer.</summary>
    public static ReadFile JsonLines(byte[] bytes)
    {
        var text = new UTF8Encoding(false, true).GetString(bytes);
        ImportRefusedException.Unless(text.EndsWith('\n'), "the last line has no end");
        var records = text[..^1].Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var (header, trailer) = (records[0], records[^1]);
        ImportRefusedException.Unless(header.GetProperty("record").GetString() == "header" && trailer.GetProperty("record").GetString() == "trailer", "no header or trailer");
        ImportRefusedException.Unless(header.GetProperty("version").GetString() == "1", "unknown version");
        ImportRefusedException.Unless(header.GetProperty("number").GetInt64() == trailer.GetProperty("number").GetInt64(), "the trailer has another number");
        ImportRefusedException.Unless(trailer.GetProperty("lines").GetInt64() == records.Length - 2, "the trailer counts other lines");
        ImportRefusedException.Unless(
            trailer.GetProperty("quantity").GetDecimal() == records[1..^1].Sum(r => r.GetProperty("quantity").GetDecimal()), "the trailer has another total");
        return new ReadFile([
            .. records[1..^1].Select(r => r.EnumerateObject().Where(p => p.Name != "record").ToDictionary(
                p => p.Name, p => p.Value.ValueKind switch { JsonValueKind.String => p.Value.GetString()!, JsonValueKind.Null => "", _ => p.Value.GetRawText() })),
        ])
        {
            Number = header.GetProperty("number").GetInt64(),
            IsTest = header.GetProperty("test").GetBoolean(),
            Version = "1",
        };
    }

    /// <summary>Oracle's rows: H1 begins an order, H2 is a line of it; columns as the profile of the test names them.</summary>
    public static ReadFile Bars(byte[] bytes, string header, string detail)
    {
        var rows = new List<IReadOnlyDictionary<string, string>>();
        var head = new Dictionary<string, string>();
        var sequence = 0;
        foreach (var line in new UTF8Encoding(false, true).GetString(bytes).TrimEnd('\n').Split('\n'))
        {
            var fields = line.Split('|');
            var columns = (fields[0] == "[H1]" ? header : detail).Split(',');
            ImportRefusedException.Unless(fields.Length == columns.Length + 1, "a row of another length");
            var row = columns.Zip(fields[1..]).Where(c => c.First.Length > 0 && c.First[0] != '\'').ToDictionary(c => c.First, c => c.Second);
            ImportRefusedException.Unless(Forms.Whole(row["seq_nbr"]) == ++sequence, "a number is missing or doubled");
            if (fields[0] == "[H1]")
                head = row;
            else
                rows.Add(new Dictionary<string, string>(head.Concat(row).DistinctBy(p => p.Key)));
        }

        return new ReadFile(rows);
    }
}
