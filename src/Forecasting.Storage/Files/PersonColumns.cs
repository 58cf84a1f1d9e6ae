using System.Collections.Frozen;
using System.Text;

namespace Forecasting.Storage.Files;

/// <summary>Recognises, by its header, a column about a person. Such columns are dropped, reported, and masked
/// wherever a row is quoted.</summary>
internal static class PersonColumns
{
    private static readonly FrozenSet<string> PersonWords = FrozenSet.Create(
        StringComparer.Ordinal,

        // English
        "customer", "customers", "client", "clients", "buyer", "consumer", "shopper", "guest", "member", "patient", "recipient", "payer",
        "person", "contact", "employee", "cashier", "salesperson", "user", "username", "login", "firstname", "lastname", "surname",
        "forename", "fullname", "givenname", "familyname", "email", "mail", "phone", "telephone", "mobile", "cell", "fax", "address",
        "street", "postcode", "postal", "zip", "zipcode", "card", "creditcard", "cardnumber", "cardholder", "iban", "bic", "ssn",
        "passport", "birth", "birthday", "birthdate", "dob", "gender",

        // German
        "kunde", "kunden", "kundennummer", "kundenname", "kundin", "kaufer", "kaeufer", "empfanger", "empfaenger", "ansprechpartner",
        "benutzer", "mitarbeiter", "kassierer", "vorname", "nachname", "familienname", "adresse", "anschrift", "lieferadresse",
        "rechnungsadresse", "strasse", "hausnummer", "plz", "postleitzahl", "wohnort", "telefon", "telefonnummer", "tel", "handy",
        "handynummer", "mobilnummer", "kreditkarte", "kartennummer", "kontonummer", "kontoinhaber", "geburtsdatum", "geburtstag",
        "geschlecht", "ausweisnummer",

        // Italian
        "cliente", "clienti", "acquirente", "destinatario", "dipendente", "cassiere", "utente", "cognome", "indirizzo", "telefono",
        "cellulare", "posta", "codicefiscale", "fiscale", "cartadicredito", "nascita", "sesso",

        // French
        "acheteur", "destinataire", "employe", "caissier", "utilisateur", "prenom", "courriel", "rue", "codepostal", "cartebancaire",
        "cartebleue", "naissance", "sexe",

        // Spanish
        "clientes", "comprador", "empleado", "cajero", "usuario", "apellido", "apellidos", "correo", "direccion", "calle", "movil",
        "codigopostal", "tarjeta", "nacimiento", "dni", "nif");

    /// <summary>Words for a name, and for a thing that may have one: <c>item_name</c> is no person.</summary>
    private static readonly FrozenSet<string> NameWords = FrozenSet.Create(
        StringComparer.Ordinal, "name", "names", "nome", "nom", "nombre");

    private static readonly FrozenSet<string> ThingWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "item", "product", "sku", "article", "material", "store", "shop", "location", "site", "warehouse", "brand", "category",
        "subcategory", "department", "supplier", "vendor", "event", "channel", "company", "country", "region", "state", "currency", "unit",
        "file", "lineitem", "artikel", "artikelname", "produkt", "filiale", "lager", "lieferant", "marke", "prodotto", "articolo",
        "negozio", "magazzino", "fornitore", "marca", "categoria", "produit", "magasin", "entrepot", "fournisseur", "marque", "categorie",
        "producto", "articulo", "tienda", "almacen", "proveedor");

    /// <summary>True when a column of that header is about a person, judged by the words of the header.</summary>
    public static bool IsPerson(string header)
    {
        var words = Words(header);
        if (words.Any(PersonWords.Contains) || PersonWords.Contains(string.Concat(words)))
            return true;
        return words.Any(NameWords.Contains) && !words.Any(ThingWords.Contains);
    }

    /// <summary><c>Prénom</c> as <c>Prenom</c> and <c>Straße</c> as <c>Strasse</c>: half of all exports write
    /// headers without accents.</summary>
    /// <remarks>By a table, not by Unicode normalisation, which knows no accents where the machine has no language data.</remarks>
    private static string WithoutAccents(string header)
    {
        const string Accented = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ";
        const string Plain = "aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUY";
        var text = new StringBuilder(header.Length);
        foreach (var c in header)
        {
            if (c == 'ß')
                text.Append("ss");
            else if (c is < '\u0300' or > '\u036F')
                text.Append(Accented.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Plain[at] : c);
        }

        return text.ToString();
    }

    /// <summary>The words of <c>Customer e-mail</c>, <c>customer_email</c> or <c>CustomerEMail</c>, lower case; <c>e</c> and
    /// <c>mail</c> as one.</summary>
    private static List<string> Words(string header)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        header = WithoutAccents(header);
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
