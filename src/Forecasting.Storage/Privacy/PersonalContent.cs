using System.Buffers;
using System.Text;

namespace Forecasting.Storage.Privacy;

/// <summary>Personal data in a text, told by its form and not by the name of its column.</summary>
/// <remarks>
/// Only what has a form that can be stated is told: the names of people have none. What is not told this way is told by the header of its
/// column (<see cref="Files.PersonColumns"/>) or not at all.
/// </remarks>
internal static class PersonalContent
{
    /// <summary>What stands in the place of personal data.</summary>
    public const string Mask = "***";

    /// <summary>Fewer characters hold none of the forms.</summary>
    private const int Shortest = 6;

    /// <summary>Fewer digits are no telephone number that could be told from another number.</summary>
    private const int FewestPhoneDigits = 7;

    /// <summary>Fewer digits are neither a card nor an account of any country.</summary>
    private const int FewestAccountDigits = 10;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>The kind of personal data that a text holds, the surest first; null when it holds none.</summary>
    public static PersonalKind? Of(string text) => Sure(text) ?? (IsPossible(text, out var digits) ? Unsure(text, digits) : null);

    /// <summary>As <see cref="Of"/>, only of forms that no code of goods or places has: e-mail addresses, cards and accounts.</summary>
    public static PersonalKind? Sure(string text)
    {
        if (text.Length < Shortest)
            return null;
        if (text.Contains('@', StringComparison.Ordinal) && EMailAddress.Find(text, 0) is not null)
            return PersonalKind.EMail;
        if (!IsPossible(text, out var digits) || digits < FewestAccountDigits)
            return null;
        return Iban.Find(text, 0) is not null ? PersonalKind.Iban : CardNumber.Find(text, 0) is not null ? PersonalKind.Card : null;
    }

    /// <summary>The text with <see cref="Mask"/> in the place of all personal data.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="found">Gets the kinds found; null when nobody asks.</param>
    public static string Masked(string text, ICollection<PersonalKind>? found)
    {
        var masked = SurelyMasked(text, found);
        if (!IsPossible(masked, out var digits))
            return masked;
        if (digits >= FewestPhoneDigits)
            masked = Replace(masked, PhoneNumber.Find, PersonalKind.Phone, found);
        return Replace(masked, PostalAddress.Find, PersonalKind.Address, found);
    }

    /// <summary>As <see cref="Masked(string, ICollection{PersonalKind})"/>, whatever is found.</summary>
    public static string Masked(string text) => Masked(text, null);

    /// <summary>As <see cref="Masked(string)"/>, only for the forms of <see cref="Sure"/>: what may be a code of
    /// goods or places stays.</summary>
    public static string SurelyMasked(string text, ICollection<PersonalKind>? found = null)
    {
        if (text.Contains('@', StringComparison.Ordinal))
            text = Replace(text, EMailAddress.Find, PersonalKind.EMail, found);
        if (!IsPossible(text, out var digits) || digits < FewestAccountDigits)
            return text;
        text = Replace(text, Iban.Find, PersonalKind.Iban, found);
        return Replace(text, CardNumber.Find, PersonalKind.Card, found);
    }

    private static PersonalKind? Unsure(string text, int digits)
    {
        if (digits >= FewestPhoneDigits && PhoneNumber.Find(text, 0) is not null)
            return PersonalKind.Phone;
        return PostalAddress.Find(text, 0) is not null ? PersonalKind.Address : null;
    }

    /// <summary>False for most texts, at the price of one look: every other form has a digit.</summary>
    private static bool IsPossible(string text, out int digits)
    {
        digits = 0;
        if (text.Length < Shortest || !text.AsSpan().ContainsAny(Digits))
            return false;
        foreach (var c in text)
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        return true;
    }

    private static string Replace(string text, Func<string, int, Range?> find, PersonalKind kind, ICollection<PersonalKind>? found)
    {
        StringBuilder? masked = null;
        var done = 0;
        while (find(text, done) is { } range)
        {
            masked ??= new StringBuilder(text.Length);
            masked.Append(text, done, range.Start.Value - done).Append(Mask);
            done = range.End.Value;
            found?.Add(kind);
        }

        return masked is null ? text : masked.Append(text, done, text.Length - done).ToString();
    }
}
