using System.Text;

namespace Forecasting.Tests.Reports.Formats.Readers;

/// <summary>A strict reader of EDIFACT interchanges, written from ISO 9735 and not from the writer.</summary>
internal static class EdifactReader
{
    /// <summary>Segments of an interchange: tag, then elements of components.</summary>
    public static List<string[][]> Segments(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        ImportRefusedException.Unless(text.StartsWith("UNA:+.? '", StringComparison.Ordinal), "no UNA");
        var segments = new List<string[][]>();
        var elements = new List<List<string>> { new() };
        var component = new StringBuilder();
        for (var i = 9; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '?':
                    i++;
                    ImportRefusedException.Unless(i < text.Length && "?+:'".Contains(text[i], StringComparison.Ordinal), "a release character before nothing");
                    component.Append(text[i]);
                    break;
                case ':':
                    elements[^1].Add(Take());
                    break;
                case '+':
                    elements[^1].Add(Take());
                    elements.Add([]);
                    break;
                case '\'':
                    elements[^1].Add(Take());
                    segments.Add([.. elements.Select(e => e.ToArray())]);
                    elements = [[]];
                    break;
                case var c:
                    ImportRefusedException.Unless(c is >= ' ' and <= '~' or >= '\u00A0' and <= '\u00FF', "a character outside UNOC");
                    component.Append(c);
                    break;
            }
        }

        ImportRefusedException.Unless(component.Length == 0 && elements.Count == 1 && elements[0].Count == 0, "the last segment has no end");
        return segments;

        string Take()
        {
            var taken = component.ToString();
            component.Clear();
            return taken;
        }
    }

    /// <summary>Envelope and messages, every count and reference checked.</summary>
    public static (ReadFile Envelope, List<List<string[][]>> Messages) Open(byte[] bytes, string type)
    {
        var segments = Segments(bytes);
        var (unb, unz) = (segments[0], segments[^1]);
        ImportRefusedException.Unless(Tag(unb) == "UNB" && Tag(unz) == "UNZ", "no UNB or UNZ");
        ImportRefusedException.Unless(unb[1] is ["UNOA" or "UNOB" or "UNOC", "3"], "unknown syntax");
        ImportRefusedException.Unless(unb[5][0] == unz[2][0], "UNZ has another reference than UNB");
        var messages = new List<List<string[][]>>();
        foreach (var segment in segments[1..^1])
        {
            if (Tag(segment) == "UNH")
            {
                ImportRefusedException.Unless(string.Join(':', segment[2]) == type, $"unknown version {string.Join(':', segment[2])}");
                messages.Add([]);
            }

            messages[^1].Add(segment);
            if (Tag(segment) != "UNT")
                continue;
            ImportRefusedException.Unless(Forms.Whole(segment[1][0]) == messages[^1].Count, "UNT counts other segments");
            ImportRefusedException.Unless(segment[2][0] == messages[^1][0][1][0], "UNT has another reference than UNH");
        }

        ImportRefusedException.Unless(Forms.Whole(unz[1][0]) == messages.Count, "UNZ counts other messages");
        ImportRefusedException.Unless(messages.Select(m => m[0][1][0]).Distinct().Count() == messages.Count, "a message reference comes twice");
        return (new ReadFile([]) { Number = Forms.Whole(unb[5][0]), IsTest = unb.Length > 11 && unb[11][0] == "1", Version = type }, messages);
    }

    public static ReadFile Orders(byte[] bytes)
    {
        var (envelope, messages) = Open(bytes, "ORDERS:D:96A:UN:EAN008");
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var message in messages)
        {
            var head = new Dictionary<string, string> { ["currency"] = "" };
            var lines = new List<Dictionary<string, string>>();
            foreach (var segment in message)
            {
                switch (Tag(segment), Qualifier(segment))
                {
                    case ("BGM", "220"):
                        ImportRefusedException.Unless(segment[3][0] == "9", "not an original");
                        head["order_id"] = segment[2][0];
                        break;
                    case ("DTM", "137"):
                        head["order_date"] = Forms.Iso(segment[1][1]);
                        break;
                    case ("NAD", "SU"):
                        head["supplier_id"] = segment[2][0];
                        break;
                    case ("NAD", "DP"):
                        head["ship_to_location"] = segment[2][0];
                        break;
                    case ("CUX", _):
                        head["currency"] = segment[1][1];
                        break;
                    case ("LIN", _):
                        lines.Add(new(head) { ["line_no"] = segment[1][0], ["gtin"] = segment.Length > 3 ? segment[3][0] : "", ["supplier_sku"] = "", ["unit_price"] = "" });
                        break;
                    case ("PIA", _):
                        foreach (var code in segment[2..])
                            lines[^1][code[1] == "IN" ? "sku" : "supplier_sku"] = code[0];
                        break;
                    case ("QTY", "21"):
                        (lines[^1]["quantity"], lines[^1]["unit"]) = (Forms.Exact(segment[1][1]), segment[1][2]);
                        break;
                    case ("DTM", "2"):
                        lines[^1]["requested_delivery"] = Forms.Iso(segment[1][1]);
                        break;
                    case ("PRI", "AAE"):
                        lines[^1]["unit_price"] = Forms.Exact(segment[1][1]);
                        break;
                    case ("RFF", "LI"):
                        lines[^1]["line_id"] = segment[1][1];
                        break;
                    case ("CNT", "2"):
                        ImportRefusedException.Unless(Forms.Whole(segment[1][1]) == lines.Count, "CNT counts other lines");
                        break;
                    case ("NAD", "BY") or ("UNH", _) or ("UNS", "S") or ("UNT", _):
                        break;
                    default:
                        throw new ImportRefusedException($"unexpected segment {Tag(segment)}");
                }
            }

            rows.AddRange(lines);
        }

        return envelope with { Rows = rows };
    }

    public static ReadFile Forecast(byte[] bytes)
    {
        var (envelope, messages) = Open(bytes, "DELFOR:D:96A:UN");
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var message in messages)
        {
            var row = new Dictionary<string, string>();
            var lines = 0;
            foreach (var segment in message)
            {
                switch (Tag(segment), Qualifier(segment))
                {
                    case ("NAD", "SU"):
                        row["supplier_id"] = segment[2][0];
                        break;
                    case ("NAD", "CN"):
                        row["location"] = segment[2][0];
                        break;
                    case ("LIN", _):
                        lines++;
                        row["gtin"] = segment.Length > 3 ? segment[3][0] : "";
                        row["supplier_sku"] = "";
                        break;
                    case ("PIA", _):
                        foreach (var code in segment[2..])
                            row[code[1] == "IN" ? "sku" : "supplier_sku"] = code[0];
                        break;
                    case ("QTY", "113"):
                        (row["quantity"], row["unit"]) = (Forms.Exact(segment[1][1]), segment[1][2]);
                        break;
                    case ("SCC", "4"):
                        row["bucket"] = segment[3][0];
                        break;
                    case ("DTM", "2"):
                        row["start"] = Forms.Iso(segment[1][1]);
                        rows.Add(new Dictionary<string, string>(row));
                        break;
                    case ("CNT", "2"):
                        ImportRefusedException.Unless(Forms.Whole(segment[1][1]) == lines, "CNT counts other lines");
                        break;
                }
            }
        }

        return envelope with { Rows = rows };
    }

    private static string Tag(string[][] segment) => segment[0][0];

    private static string Qualifier(string[][] segment) => segment.Length > 1 ? segment[1][0] : "";
}
