using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

public class PersonColumnsTest
{
    [TestCase("Telefonnummer")]
    [TestCase("Straße")]
    [TestCase("Empfänger")]
    [TestCase("PLZ")]
    [TestCase("Karten-Nummer Kreditkarte")]
    [TestCase("Codice Fiscale")]
    [TestCase("Nome")]
    [TestCase("Numero di telefono")]
    [TestCase("Prénom")]
    [TestCase("Nom")]
    [TestCase("Code postal")]
    [TestCase("Nº de téléphone, tel")]
    [TestCase("Correo electrónico")]
    [TestCase("Dirección")]
    [TestCase("Teléfono")]
    [TestCase("Nombre")]
    public void IsPerson_HeaderOfAnotherLanguage_IsRecognised(string header) => Assert.That(PersonColumns.IsPerson(header), Is.True);

    [TestCase("Nome prodotto")]
    [TestCase("Nom du produit")]
    [TestCase("Nombre del artículo")]
    [TestCase("Artikel")]
    [TestCase("Filiale")]
    [TestCase("Menge")]
    [TestCase("Total")]
    [TestCase("Stadt")]
    public void IsPerson_ThingOfAnotherLanguage_IsNot(string header) => Assert.That(PersonColumns.IsPerson(header), Is.False);
}
