using System.Text.RegularExpressions;

namespace Forecasting.Storage.Stores;

/// <summary>What the texts to and from the two kinds of server have in common.</summary>
internal static partial class ServerText
{
    /// <summary>Our parameters are written <c>$name</c>; the servers want <c>@name</c>.</summary>
    public static string Parameters(string sql) => Dollar().Replace(sql, "@");

    /// <summary>The fault at the bottom, in one line: those above only say that there is one below.</summary>
    public static string Innermost(Exception fault)
    {
        while (fault.InnerException is { } inner)
            fault = inner;
        return fault.Message.ReplaceLineEndings(" ");
    }

    [GeneratedRegex(@"\$(?=[a-z_])")]
    private static partial Regex Dollar();
}
