using System.Text;
using Forecasting.Planning;
using Forecasting.Storage.Files;
using Forecasting.Storage.Runs;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Runs;

public class AcknowledgementFileTest
{
    [Test]
    public void Read_GoodRows_AreAnswers() => Assert.That(Answers("line_id,status,quantity,reason\nL1,accepted,12.5,\n L2 ,REJECTED,,sold out\nL3,received,,\n"), Is.EqualTo(new[]
    {
        new Acknowledgement("L1", AcknowledgementState.Accepted, 12.5m, "answers.csv", ""),
        new Acknowledgement("L2", AcknowledgementState.Rejected, null, "answers.csv", "sold out"),
        new Acknowledgement("L3", AcknowledgementState.Received, null, "answers.csv", ""),
    }));

    [TestCase("\uFEFFstatus;line_id\naccepted;L1\n")]
    [TestCase("Status,Extra,LINE_ID\r\naccepted,x,L1\r\n")]
    public void Read_OtherForms_AreUnderstood(string text) =>
        Assert.That(Answers(text), Is.EqualTo(new[] { new Acknowledgement("L1", AcknowledgementState.Accepted, null, "answers.csv", "") }));

    [TestCase(",accepted,,", "the line_id is missing")]
    [TestCase("L1,ok,,", "the status \"ok\" is none of received, accepted and rejected")]
    [TestCase("L1,accepted,many,", "the quantity \"many\" is no number from 0 (expected e.g. 12.5)")]
    [TestCase("L1,accepted,-1,", "the quantity \"-1\" is no number from 0 (expected e.g. 12.5)")]
    [TestCase("L1,rejected,5,", "a rejected line has no quantity; write accepted with what will come")]
    [TestCase("L1,accepted", "the row has 2 fields and the header 4")]
    public void Read_BadRow_SaysWhyAndCostsNoOther(string row, string fault)
    {
        var rows = Read("line_id,status,quantity,reason\n" + row + "\nL9,accepted,1,\n");
        Assert.That(rows.Select(r => (r.Line, r.Answer is null, r.Fault)), Is.EqualTo(new[] { (2L, true, fault), (3L, false, "") }));
    }

    [Test]
    public void Read_ReasonWithEscapes_IsOneHarmlessLine() =>
        Assert.That(Answers("line_id,status,quantity,reason\nL1,rejected,,\u001b[2Jgone\n")[0].Reason, Is.EqualTo("\\u001b[2Jgone"));

    [Test]
    public void Read_NoSuchFileOrColumns_IsRefusedInOneLine()
    {
        Assert.That(() => AcknowledgementFile.Read("/nowhere/answers.csv"), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            "The file of answers \"/nowhere/answers.csv\" is not there."));
        Assert.That(() => Read("id,answer\n1,yes\n"), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            "The file of answers \"answers.csv\" has no columns line_id and status in its first row."));
        Assert.That(Read(""), Is.Empty);
    }

    private static Acknowledgement[] Answers(string text) => [.. Read(text).Select(r => r.Answer!)];

    private static IReadOnlyList<AcknowledgementRow> Read(string text)
    {
        using var directory = new DataDirectory();
        directory.Write("answers.csv", Encoding.UTF8.GetBytes(text));
        return AcknowledgementFile.Read(directory.PathOf("answers.csv"));
    }
}
