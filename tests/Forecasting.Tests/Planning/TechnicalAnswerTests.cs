using Forecasting.Planning;
using NUnit.Framework;
using static Forecasting.Planning.TechnicalState;

namespace Forecasting.Tests.Planning;

public sealed class TechnicalAnswerTests
{
    private static readonly TechnicalAnswer[] All =
    [
        new("", Overdue, "", ""), new("TA1", Received, "A 000", ""), new("997", Rejected, "R", ""), new("997", Rejected, "P", "sets 0002 5"),
        new("CONTRL", AcceptedWithErrors, "7 12", ""), new("997", Accepted, "A", ""), new("CONTRL", Accepted, "7", ""),
    ];

    [Test]
    public void Standing_AnswersInAnyOrderAndRepeated_IsTheSame()
    {
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            TechnicalAnswer[] some = [.. All.Where(_ => random.Next(2) == 0)];
            TechnicalAnswer[] shuffled = [.. some, .. some];
            random.Shuffle(shuffled);
            Assert.That(TechnicalAnswer.Standing(shuffled), Is.EqualTo(TechnicalAnswer.Standing(some)));
        }
    }

    [Test]
    public void Standing_LateYes_ClosesANoAndTheWantOfAnAnswer()
    {
        Assert.That(TechnicalAnswer.Standing([]), Is.Null);
        Assert.That(TechnicalAnswer.Standing([All[0], All[1]])!.State, Is.EqualTo(Received));
        Assert.That(TechnicalAnswer.Standing([All[2], All[1]])!.IsAlarm, Is.True, "who refuses a file has received it");
        Assert.That(TechnicalAnswer.Standing([All[5], All[2], All[0]])!.ToString(), Is.EqualTo("accepted (997 A)"));
    }

    [TestCase(0, "acme/12 has no answer in the time agreed: ask the partner. It is not sent again by itself.")]
    [TestCase(3, "acme/12 was rejected (997 P: sets 0002 5): its 4 lines count as not delivered. It is not sent again by itself.")]
    [TestCase(4, null)]
    [TestCase(5, null)]
    public void Warning_OfAFile_IsForAlarmsAlone(int answer, string? warning) => Assert.That(
        new PartnerFileStatus("acme", 12, "acme-000000012.x12", "delivered", new DateOnly(2026, 3, 2), All[answer], 4, 0, 0, 0).Warning, Is.EqualTo(warning));
}
