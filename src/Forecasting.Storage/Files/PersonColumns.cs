using System.Collections.Frozen;
using System.Text;

namespace Forecasting.Storage.Files;

/// <summary>Recognises, by its header, a column about a person. Such columns are dropped, reported, and masked wherever a row is quoted.</summary>
internal static class PersonColumns
{
    private static readonly FrozenSet<string> PersonWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "customer", "customers", "client", "clients", "buyer", "consumer", "shopper", "guest", "member", "patient", "recipient", "payer", "person",
        "contact", "employee", "cashier", "salesperson", "user", "username", "login", "firstname", "lastname", "surname", "forename", "fullname",
        "givenname", "familyname", "email", "mail", "phone", "telephone", "mobile", "cell", "fax", "address", "street", "postcode", "postal", "zip",
        "zipcode", "card", "creditcard", "iban", "bic", "ssn", "passport", "birth", "birthday", "birthdate", "dob", "gender",
        "kunde", "kunden", "kundennummer", "kundenname", "vorname", "nachname", "adresse", "strasse", "telefon", "cliente", "cognome", "indirizzo", "nom",
        "prenom");

    private static readonly FrozenSet<string> ThingWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "item", "product", "sku", "article", "material", "store", "shop", "location", "site", "warehouse", "brand", "category", "subcategory",
        "department", "supplier", "vendor", "event", "channel", "company", "country", "region", "state", "currency", "unit", "file", "lineitem");

    /// <summary>True when a column of that header is about a person, judged by the words of the header.</summary>
    public static bool IsPerson(string header)
    {
        var words = Words(header);
        if (words.Any(PersonWords.Contains) || PersonWords.Contains(string.Concat(words)))
            return true;
        return words.Contains("name") && !words.Any(ThingWords.Contains);
    }

    /// <summary>The words of <c>Customer e-mail</c>, <c>customer_email</c> or <c>CustomerEMail</c>, lower case; <c>e</c> and <c>mail</c> as one.</summary>
    private static List<string> Words(string header)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < header.Length; i++)
        {
            var isNewWord = !char.IsLetterOrDigit(header[i]) || (char.IsUpper(header[i]) && i > 0 && char.IsLower(header[i - 1]));
            if (isNewWord && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetterOrDigit(header[i]))
                word.Append(char.ToLowerInvariant(header[i]));
        }

        if (word.Length > 0)
            words.Add(word.ToString());
        return words;
    }
}
