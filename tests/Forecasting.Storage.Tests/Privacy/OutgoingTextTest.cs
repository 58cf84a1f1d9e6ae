using Forecasting.Storage.Privacy;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Privacy;

/// <summary>What leaves the house in messages.</summary>
public class OutgoingTextTest
{
    [Test]
    public void Of_DataOfPersonsAndControls_StayInTheHouse()
    {
        var text = OutgoingText.Of("Row 3: anna.rossi@example.com\r\nBcc: x\u001b[31m\u202e " + new string('x', 1000));
        Assert.That(text, Does.StartWith(@"Row 3: *** Bcc: x\u001b[31m\u202e xx").And.Length.EqualTo(401).And.EndsWith("…"));
        Assert.That(text.Any(char.IsControl), Is.False);
    }

    [Test]
    public void Of_OrdinaryText_IsAsItWas() =>
        Assert.That(OutgoingText.Of("The run will miss the deadline of 2026-03-02 05:30 (Europe/Rome)."), Is.EqualTo("The run will miss the deadline of 2026-03-02 05:30 (Europe/Rome)."));

    [Test]
    public void Of_LetterOfTwoHalvesAtTheEnd_IsNotCut() =>
        Assert.That(OutgoingText.Of(new string('x', 399) + "😀😀"), Is.EqualTo(new string('x', 399) + "…"));
}
