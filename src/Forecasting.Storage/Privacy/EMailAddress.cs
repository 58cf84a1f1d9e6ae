using System.Buffers;

namespace Forecasting.Storage.Privacy;

/// <summary>Finds e-mail addresses: a local part, <c>@</c>, and a domain with a dot whose last label is two or more letters.</summary>
/// <remarks>
/// Written by hand and not as an expression: the time is linear in the text, however long a word without <c>@</c> may be.
/// </remarks>
internal static class EMailAddress
{
    private static readonly SearchValues<char> LocalMarks = SearchValues.Create("._%+-'");

    /// <summary>The next address from <paramref name="start"/> on; null when there is none.</summary>
    public static Range? Find(string text, int start)
    {
        for (var at = text.IndexOf('@', start); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var (from, to) = (at, at + 1);
            while (from > start && (char.IsLetterOrDigit(text[from - 1]) || LocalMarks.Contains(text[from - 1])))
                from--;
            while (to < text.Length && (char.IsLetterOrDigit(text[to]) || text[to] is '.' or '-'))
                to++;
            while (to > at + 1 && text[to - 1] is '.' or '-')
                to--;
            if (from < at && IsDomain(text.AsSpan(at + 1, to - at - 1)))
                return from..to;
        }

        return null;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var dot = domain.LastIndexOf('.');
        if (dot < 1 || domain.Length - dot < 3)
            return false;
        foreach (var c in domain[(dot + 1)..])
        {
            if (!char.IsLetter(c))
                return false;
        }

        return true;
    }
}
