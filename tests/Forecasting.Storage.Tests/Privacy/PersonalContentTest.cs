using Forecasting.Storage.Privacy;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Privacy;

public class PersonalContentTest
{
    [TestCase("jane.doe@example.org", nameof(PersonalKind.EMail))]
    [TestCase("write to J.Müller+shop@mail.example.co.uk, please", nameof(PersonalKind.EMail))]
    [TestCase("4111111111111111", nameof(PersonalKind.Card))]
    [TestCase("4012 8888 8888 1881", nameof(PersonalKind.Card))]
    [TestCase("paid with 5105-1051-0510-5100 123", nameof(PersonalKind.Card))]
    [TestCase("3782 822463 10005", nameof(PersonalKind.Card))]
    [TestCase("30569309025904", nameof(PersonalKind.Card))]
    [TestCase("4222222222222", nameof(PersonalKind.Card))]
    [TestCase("DE89370400440532013000", nameof(PersonalKind.Iban))]
    [TestCase("to GB82 WEST 1234 5698 7654 32 by Friday", nameof(PersonalKind.Iban))]
    [TestCase("es91 2100 0418 4502 0005 1332 call", nameof(PersonalKind.Iban))]
    [TestCase("+49 30 1234567", nameof(PersonalKind.Phone))]
    [TestCase("+49 (0)30 1234567", nameof(PersonalKind.Phone))]
    [TestCase("+12025550143", nameof(PersonalKind.Phone))]
    [TestCase("+1-202-555-0143", nameof(PersonalKind.Phone))]
    [TestCase("0049 89 123456", nameof(PersonalKind.Phone))]
    [TestCase("ring (202) 555-0143", nameof(PersonalKind.Phone))]
    [TestCase("202.555.0143", nameof(PersonalKind.Phone))]
    [TestCase("0171/2345678", nameof(PersonalKind.Phone))]
    [TestCase("020 7946 0958", nameof(PersonalKind.Phone))]
    [TestCase("06 12 34 56 78", nameof(PersonalKind.Phone))]
    [TestCase("Tel. 5550 1234", nameof(PersonalKind.Phone))]
    [TestCase("12 High Street", nameof(PersonalKind.Address))]
    [TestCase("leave at 221b Baker Street", nameof(PersonalKind.Address))]
    [TestCase("12 Oak Drive, Springfield", nameof(PersonalKind.Address))]
    [TestCase("Hauptstraße 5a", nameof(PersonalKind.Address))]
    [TestCase("Lange Str. 17", nameof(PersonalKind.Address))]
    [TestCase("Am Markt 3, 10115 Berlin", nameof(PersonalKind.Address))]
    [TestCase("Via Giuseppe Verdi 12", nameof(PersonalKind.Address))]
    [TestCase("12 rue de la Paix", nameof(PersonalKind.Address))]
    [TestCase("Calle Mayor 3", nameof(PersonalKind.Address))]
    [TestCase("PO Box 77", nameof(PersonalKind.Address))]
    public void Of_PersonalData_IsToldByItsForm(string text, string kind)
    {
        Assert.That(PersonalContent.Of(text), Is.EqualTo(Enum.Parse<PersonalKind>(kind)));
        Assert.That(PersonalContent.Of(PersonalContent.Masked(text)), Is.Null);
    }

    /// <summary>What data of goods looks like: codes, trade items, dates, amounts, names of articles.</summary>
    private static readonly string[] Goods =
    [
        "A-1007", "00123", "1E5", "PO-2024-001234", "4006381333931", "5901234123457", "96385074", "036000291452", "10614141000415", "4000417025005",
        "2026-01-31", "31.01.2026", "01/31/2026", "2026-01-31T23:59:59.1234567+02:00", "2026-01-31 23:59:59 UTC", "20260131", "1767225600000",
        "12.50", "-1,234.50", "1.234.567,89", "+5", "+12.5", "+1234567.89", "1'234'567", "12 345 678", "€ 12,50", "0.4111111111111111", "99999999999999999999",
        "Screw M8 x 20", "Bolt M6 4PK", "LED 12 Volt Drive", "1 TB Drive", "Kit 40 Piece Place Mat", "Dichtring 12", "O-Ring 12 mm", "Dr. Oetker Pizza 320 g",
        "Dr Pepper 0.33 l", "Cable 3x1,5 mm2 100 m", "Part 0815-123456", "Paper 80 g 500 Sheets A4", "Nut 202-55-0143", "100-200-300", "Batch 010 2024-01-05",
        "Li-Ion Cell 18650 3000 mAh", "Phone 15 128 GB", "iPhone 15", "Telecaster 1952", "3 Way Valve", "2 places de camping", "T-Shirt @ Home", "user@", "@12",
        "Via 2", "Corso 3", "Allegro 17", "DE12", "IT-2024-000117", "EUR 12.50", "LEEDS", "Store 12", "Filiale 7", "Black Street Shoes 44", "Street Art Poster",
    ];

    [TestCaseSource(nameof(Goods))]
    public void Of_DataOfGoods_IsNoPersonalData(string text)
    {
        Assert.That(PersonalContent.Of(text), Is.Null);
        Assert.That(PersonalContent.Masked(text), Is.EqualTo(text));
    }

    [Test]
    public void Masked_SeveralKinds_LeavesTheRestAndNamesThem()
    {
        var found = new List<PersonalKind>();
        Assert.That(
            PersonalContent.Masked("Refund for jane@example.org (+49 30 1234567), 12 High Street: 2 x A-1007, card 4111 1111 1111 1111.", found),
            Is.EqualTo("Refund for *** (***), ***: 2 x A-1007, card ***."));
        Assert.That(found, Is.EqualTo(new[] { PersonalKind.EMail, PersonalKind.Card, PersonalKind.Phone, PersonalKind.Address }));
    }

    [Test]
    public void SurelyMasked_CodeThatLooksLikeAPhone_StaysAsItIs() =>
        Assert.That(PersonalContent.SurelyMasked("202-555-0143, jane@example.org"), Is.EqualTo("202-555-0143, ***"));

    [TestCase("x")]
    [TestCase("1")]
    [TestCase("A ")]
    [TestCase("1 ")]
    [TestCase("a.")]
    public void Masked_OneSignOverAndOver_IsReadOnce(string sign)
    {
        // A form that looked at the rest of the text again from every place in it would not come back from this.
        var text = string.Concat(Enumerable.Repeat(sign, 400_000));
        Assert.That(PersonalContent.Masked(text), Is.EqualTo(text));
    }
}
