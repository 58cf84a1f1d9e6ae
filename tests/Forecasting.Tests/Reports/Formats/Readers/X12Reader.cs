using System.Text;

namespace Forecasting.Tests.Reports.Formats.Readers;

/// <summary>A strict reader of X12 interchanges, written from the standard and not from the writer.</summary>
internal static class X12Reader
{
    /// <summary>Segments of an interchange; the separators are those that its ISA shows.</summary>
    public static List<string[]> Segments(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        ImportRefusedException.Unless(text.Length > 106 && text.StartsWith("ISA", StringComparison.Ordinal), "no ISA of 106 characters");
        var (element, terminator) = (text[3], text[105]);
        ImportRefusedException.Unless(text.EndsWith(terminator), "the last segment has no end");
        return [.. text[..^1].Split(terminator).Select(s => s.Split(element))];
    }

    public static (ReadFile Envelope, List<List<string[]>> Sets) Open(byte[] bytes, string group, string set)
    {
        var segments = Segments(bytes);
        var (isa, gs, ge, iea) = (segments[0], segments[1], segments[^2], segments[^1]);
        ImportRefusedException.Unless(isa.Length == 17 && isa[6].Length == 15 && isa[8].Length == 15 && isa[13].Length == 9, "ISA is not fixed in length");
        ImportRefusedException.Unless(gs[0] == "GS" && ge[0] == "GE" && iea[0] == "IEA", "an envelope is missing");
        ImportRefusedException.Unless(isa[12] == "00401" && gs[8] == "004010", $"unknown version {gs[8]}");
        ImportRefusedException.Unless(gs[1] == group, "another functional group");
        ImportRefusedException.Unless(isa[13] == iea[2] && gs[6] == ge[2], "a trailer has another number than its header");
        ImportRefusedException.Unless(iea[1] == "1", "IEA counts other groups");
        var sets = new List<List<string[]>>();
        foreach (var segment in segments[2..^2])
        {
            if (segment[0] == "ST")
            {
                ImportRefusedException.Unless(segment[1] == set, $"unknown set {segment[1]}");
                sets.Add([]);
            }

            sets[^1].Add(segment);
            if (segment[0] != "SE")
                continue;
            ImportRefusedException.Unless(Forms.Whole(segment[1]) == sets[^1].Count, "SE counts other segments");
            ImportRefusedException.Unless(segment[2] == sets[^1][0][2], "SE has another number than ST");
        }

        ImportRefusedException.Unless(Forms.Whole(ge[1]) == sets.Count, "GE counts other sets");
        return (new ReadFile([]) { Number = Forms.Whole(isa[13]), IsTest = isa[15] == "T", Version = gs[8] }, sets);
    }

    public static ReadFile PurchaseOrders(byte[] bytes)
    {
        var (envelope, sets) = Open(bytes, "PO", "850");
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var set in sets)
        {
            var head = new Dictionary<string, string> { ["currency"] = "" };
            var lines = new List<Dictionary<string, string>>();
            foreach (var s in set)
            {
                switch (s[0])
                {
                    case "BEG":
                        ImportRefusedException.Unless(s[1] == "00", "not an original");
                        (head["order_id"], head["order_date"]) = (s[3], Forms.Iso(s[5]));
                        break;
                    case "CUR":
                        head["currency"] = s[2];
                        break;
                    case "N1" when s[1] == "SU":
                        head["supplier_id"] = s[4];
                        break;
                    case "N1" when s[1] == "ST":
                        head["ship_to_location"] = s[4];
                        break;
                    case "PO1":
                        lines.Add(new(head)
                        {
                            ["line_no"] = s[1],
                            ["quantity"] = Forms.Exact(s[2]),
                            ["unit"] = s[3],
                            ["unit_price"] = Forms.Exact(s[4]),
                            ["supplier_sku"] = "",
                            ["gtin"] = "",
                        });
                        Codes(lines[^1], s[6..]);
                        break;
                    case "REF":
                        lines[^1]["line_id"] = s[2];
                        break;
                    case "DTM":
                        lines[^1]["requested_delivery"] = Forms.Iso(s[2]);
                        break;
                    case "CTT":
                        ImportRefusedException.Unless(Forms.Whole(s[1]) == lines.Count, "CTT counts other lines");
                        ImportRefusedException.Unless(s.Length < 3 || Forms.Number(s[2]) == lines.Sum(l => Forms.Number(l["quantity"])), "CTT has another total");
                        break;
                }
            }

            rows.AddRange(lines);
        }

        return envelope with { Rows = rows };
    }

    public static ReadFile ShippingOrders(byte[] bytes)
    {
        var (envelope, sets) = Open(bytes, "OW", "940");
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var set in sets)
        {
            var row = new Dictionary<string, string>();
            var total = 0m;
            foreach (var s in set)
            {
                switch (s[0])
                {
                    case "W05":
                        row["order_id"] = s[2];
                        break;
                    case "N1" when s[1] == "WH":
                        row["ship_from"] = s[4];
                        break;
                    case "N1" when s[1] == "ST":
                        row["ship_to_location"] = s[4];
                        break;
                    case "G62":
                        row["requested_delivery"] = Forms.Iso(s[2]);
                        break;
                    case "LX":
                        (row["line_no"], row["gtin"]) = (s[1], "");
                        break;
                    case "W01":
                        (row["quantity"], row["unit"]) = (Forms.Exact(s[1]), s[2]);
                        Codes(row, s[4..]);
                        total += Forms.Number(s[1]);
                        break;
                    case "N9":
                        row["line_id"] = s[2];
                        rows.Add(new Dictionary<string, string>(row));
                        break;
                    case "W76":
                        ImportRefusedException.Unless(Forms.Number(s[1]) == total, "W76 has another total");
                        break;
                }
            }
        }

        return envelope with { Rows = rows };
    }

    public static ReadFile Forecast(byte[] bytes)
    {
        var (envelope, sets) = Open(bytes, "PS", "830");
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var set in sets)
        {
            var row = new Dictionary<string, string>();
            var lines = 0;
            foreach (var s in set)
            {
                switch (s[0])
                {
                    case "N1" when s[1] == "SU":
                        row["supplier_id"] = s[4];
                        break;
                    case "N1" when s[1] == "ST":
                        row["location"] = s[4];
                        break;
                    case "LIN":
                        lines++;
                        (row["supplier_sku"], row["gtin"]) = ("", "");
                        Codes(row, s[2..]);
                        break;
                    case "UIT":
                        row["unit"] = s[1];
                        break;
                    case "FST":
                        (row["quantity"], row["bucket"], row["start"]) = (Forms.Exact(s[1]), s[3], Forms.Iso(s[4]));
                        rows.Add(new Dictionary<string, string>(row));
                        break;
                    case "CTT":
                        ImportRefusedException.Unless(Forms.Whole(s[1]) == lines, "CTT counts other lines");
                        break;
                }
            }
        }

        return envelope with { Rows = rows };
    }

    private static void Codes(Dictionary<string, string> row, string[] pairs)
    {
        for (var i = 0; i < pairs.Length; i += 2)
        {
            row[pairs[i] switch { "BP" or "SK" => "sku", "VP" => "supplier_sku", "UP" or "EN" or "UK" => "gtin", var q => throw new ImportRefusedException($"unknown code {q}") }] =
                pairs[i + 1];
        }
    }
}
