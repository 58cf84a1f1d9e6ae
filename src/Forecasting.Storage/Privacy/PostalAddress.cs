using System.Text.RegularExpressions;

namespace Forecasting.Storage.Privacy;

/// <summary>Finds postal addresses: a street word of English, German, Italian, French or Spanish with a house
/// number, or a post box.</summary>
/// <remarks>
/// <c>12 High Street</c>, <c>Hauptstraße 5a</c>, <c>Am Markt 3, 10115 Berlin</c>, <c>Via Roma 12</c>, <c>12 rue de la
/// Paix</c>, <c>Calle Mayor 3</c>, <c>PO Box 77</c>. Street words that goods have too (<c>Drive</c>, <c>Ring</c>,
/// <c>Place</c>) count only when a town follows.
/// </remarks>
internal static partial class PostalAddress
{
    /// <summary>The next address from <paramref name="start"/> on; null when there is none.</summary>
    public static Range? Find(string text, int start) =>
        Address().Match(text, start) is { Success: true } match ? match.Index..(match.Index + match.Length) : null;

    private const string Capital = @"\p{Lu}[\p{L}'.-]{1,30}";

    private const string HouseNumber = @"\d{1,4} ?[a-zA-Z]?\b";

    [GeneratedRegex(
        @"(?<![\p{L}\d])(?:"
        + @"\d{1,5}[A-Za-z]? (?:" + Capital + @" ){1,3}(?:(?:Street|Road|Avenue|Lane|Boulevard|Terrace|Crescent|Rd|Ave|Blvd)\b|St\b(?=[.,])"
        + @"|(?:Drive|Court|Close|Place|Square|Way), \p{Lu}\p{L}{2,30})"
        + @"|(?:" + Capital + @" ?){0,2}(?:\p{Lu}[\p{L}-]{1,30}(?:stra(?:ß|ss)e|str\.|gasse|allee)|Stra(?:ß|ss)e|Str\.|Gasse|Allee) "
        + HouseNumber
        + @"|\p{Lu}[\p{L}-]{1,30} \d{1,4}[a-z]?, ?(?:[A-Z]{1,2}-)?\d{5} \p{Lu}\p{L}{2,30}"
        + @"|(?:Via|Viale|Piazza|Corso|Vicolo|Largo) (?:\p{L}[\p{L}'.]{0,30} ){0,3}\p{Lu}[\p{L}']{1,30},? (?:n\. ?)?" + HouseNumber
        + @"|\d{1,4}(?: ?(?:bis|ter))?,? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hemin|[Ii]mpasse|[Qq]uai) (?:de la |de l'|des |du |de |d')?"
        + @"\p{Lu}[\p{L}'-]{1,30}(?: \p{Lu}[\p{L}'-]{1,30})?"
        + @"|(?:Calle|C/|Avenida|Avda\.?|Plaza|Paseo|Camino) ?(?:de la |de los |del |de )?"
        + Capital + @"(?: " + Capital + "){0,2},? (?:n\\.?º? ?)?" + HouseNumber
        + @"|P\.? ?O\.? ?Box \d{1,6}|Postfach \d[\d ]{1,7}\d"
        + ")",
        RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
