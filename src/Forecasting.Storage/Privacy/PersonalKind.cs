namespace Forecasting.Storage.Privacy;

/// <summary>What kind of personal data a text holds.</summary>
internal enum PersonalKind
{
    /// <summary>An e-mail address.</summary>
    EMail,

    /// <summary>The number of a payment card.</summary>
    Card,

    /// <summary>The number of a bank account.</summary>
    Iban,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A street with a house number, or a post box.</summary>
    Address,
}

/// <summary>The names of the kinds, for people.</summary>
internal static class PersonalKindNames
{
    /// <summary>The kind in the plural: <c>e-mail addresses</c>.</summary>
    public static string Plural(this PersonalKind kind) => kind switch
    {
        PersonalKind.EMail => "e-mail addresses",
        PersonalKind.Card => "card numbers",
        PersonalKind.Iban => "bank accounts",
        PersonalKind.Phone => "phone numbers",
        _ => "postal addresses",
    };
}
