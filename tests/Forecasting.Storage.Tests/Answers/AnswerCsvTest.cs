using System.Text;
using Forecasting.Planning;
using Forecasting.Storage.Answers;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Answers;

public class AnswerCsvTest
{
    [Test]
    public void Read_GoodRows_AreAnswers() => Assert.That(Answers("line_id,status,quantity,reason\nL1,accepted,12.5,\n L2 ,REJECTED,,sold out\nL3,received,,\n"), Is.EqualTo(new[]
    {
        new LineAnswer("line 2", "L1", "", null, AcknowledgementState.Accepted, 12.5m),
        new LineAnswer("line 3", "L2", "", null, AcknowledgementState.Rejected, null) { Text = "sold out" },
        new LineAnswer("line 4", "L3", "", null, AcknowledgementState.Received, null),
    }));

    [TestCase("\uFEFFstatus;line_id\naccepted;L1\n")]
    [TestCase("Status,Extra,LINE_ID\r\naccepted,x,L1\r\n")]
    public void Read_OtherForms_AreUnderstood(string text) =>
        Assert.That(Answers(text), Is.EqualTo(new[] { new LineAnswer("line 2", "L1", "", null, AcknowledgementState.Accepted, null) }));

    [TestCase(",accepted,,", "the line_id is missing")]
    [TestCase("L1,ok,,", "the status \"ok\" is none of received, accepted, rejected and changed")]
    [TestCase("L1,accepted,many,", "the quantity \"many\" is no number from 0 (expected e.g. 12.5)")]
    [TestCase("L1,accepted,-1,", "the quantity \"-1\" is no number from 0 (expected e.g. 12.5)")]
    [TestCase("L1,rejected,5,", "a rejected line has no quantity; write accepted with what will come")]
    [TestCase("L1,changed,,", "a changed line has a quantity or a date")]
    [TestCase("L1,accepted", "the row has 2 fields and the header 4")]
    public void Read_BadRow_SaysWhyAndCostsNoOther(string row, string fault)
    {
        var answers = Answers("line_id,status,quantity,reason\n" + row + "\nL9,accepted,1,\n");
        Assert.That(answers.Select(a => (a.Place, (a as UnreadableAnswer)?.Fault)), Is.EqualTo(new[] { ("line 2", fault), ("line 3", null) }));
    }

    [TestCase("x,,,accepted,,,", "the sequence_no \"x\" is no number of a file")]
    [TestCase("1,,,changed,,,", "a file is received, accepted or rejected; what changes is a line")]
    [TestCase(",O1,,accepted,5,,", "a quantity needs a line_id")]
    [TestCase(",,L1,accepted,5,29.6.2026,", "the date \"29.6.2026\" is no day (expected e.g. 2026-06-29)")]
    public void Read_BadRowOfTheLongForm_SaysWhy(string row, string fault) =>
        Assert.That(Answers("sequence_no,order_id,line_id,status,qty_confirmed,date_confirmed,code\n" + row + "\n").OfType<UnreadableAnswer>().Single().Fault, Is.EqualTo(fault));

    [Test]
    public void Read_ReasonWithEscapes_IsOneHarmlessLine() =>
        Assert.That(((LineAnswer)Answers("line_id,status,quantity,reason\nL1,rejected,,\u001b[2Jgone\n")[0]).Text, Is.EqualTo("\\u001b[2Jgone"));

    [TestCase("id,answer\n1,yes\n", "it has no columns line_id and status in its first row")]
    [TestCase("line_id,status,line_id\n1,yes,2\n", "the column line_id stands twice in its first row")]
    [TestCase("", "it is empty")]
    public void Read_NoSuchColumns_IsRefused(string text, string fault) =>
        Assert.That(() => AnswerFile.Read(Encoding.UTF8.GetBytes(text)), Throws.TypeOf<AnswerFileException>().With.Message.EqualTo(fault));

    private static ReadAnswer[] Answers(string text) => [.. AnswerFile.Read(Encoding.UTF8.GetBytes(text)).Answers];
}
