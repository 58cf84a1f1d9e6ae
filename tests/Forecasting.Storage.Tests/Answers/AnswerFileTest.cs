using System.Text;
using Forecasting.Planning;
using Forecasting.Storage.Answers;
using NUnit.Framework;
using static Forecasting.Planning.AcknowledgementState;

namespace Forecasting.Storage.Tests.Answers;

public class AnswerFileTest
{
    [TestCase("x12-997-accepted.x12", "997", 1, TechnicalState.Accepted, "A", "")]
    [TestCase("x12-997-rejected.x12", "997", 1, TechnicalState.Rejected, "P", "sets 0002 5")]
    [TestCase("x12-ta1.x12", "TA1", 1, TechnicalState.Received, "A 000", "")]
    [TestCase("edifact-contrl-accepted.edi", "CONTRL", 1, TechnicalState.Accepted, "7", "")]
    [TestCase("edifact-contrl-received.edi", "CONTRL", 1, TechnicalState.Received, "8", "")]
    [TestCase("edifact-contrl-rejected.edi", "CONTRL", 1, TechnicalState.Rejected, "7", "messages 2 12")]
    public void Read_TechnicalAnswer_NamesTheNumberAndWhatIsSaid(string name, string kind, long number, TechnicalState state, string code, string text)
    {
        var document = AnswerSamples.Read(name);
        var answer = (NumberAnswer)document.Answers.Single();
        Assert.That((document.Kind, document.Sender, document.Receiver), Is.EqualTo((kind, "ACME", "US")));
        Assert.That((answer.Number, answer.Answer), Is.EqualTo((number, new TechnicalAnswer(kind, state, code, text))));
    }

    [Test]
    public void Read_X12855_IsAnAnswerForEachLine() => Assert.That(AnswerSamples.Read("x12-855.x12").Answers, Is.EqualTo(new[]
    {
        new LineAnswer("segment 5", "L1", "O1", null, Accepted, 10) { TheirReference = "SO-77", Code = "IA", Date = new DateOnly(2026, 3, 9) },
        new LineAnswer("segment 8", "L2", "O1", null, Accepted, 12) { TheirReference = "SO-77", Code = "IQ IB" },
        new LineAnswer("segment 12", "", "O1", 3, Rejected, null) { TheirReference = "SO-77", Code = "IR" },
    }));

    [Test]
    public void Read_Ordrsp_IsAnAnswerForEachLineOrTheWholeOrder() => Assert.That(AnswerSamples.Read("edifact-ordrsp.edi").Answers, Is.EqualTo(new[]
    {
        new LineAnswer("segment 8", "L1", "O1", null, Accepted, null) { TheirReference = "SO'77", Code = "5" },
        new LineAnswer("segment 10", "L2", "O1", null, Accepted, 12) { TheirReference = "SO'77", Code = "3", Text = "Rest in April", Date = new DateOnly(2026, 3, 16) },
        new LineAnswer("segment 16", "", "O1", 3, Rejected, null) { TheirReference = "SO'77", Code = "7" },
        new LineAnswer("segment 22", "", "O2", null, Rejected, null) { TheirReference = "SO78", Code = "27" },
    }));

    [Test]
    public void Read_CanonicalCsv_HasBothKinds() => Assert.That(AnswerSamples.Read("answers.csv").Answers, Is.EqualTo(new ReadAnswer[]
    {
        new NumberAnswer("line 2", 1, new TechnicalAnswer("csv", TechnicalState.Accepted, "", "")),
        new LineAnswer("line 3", "L1", "O1", null, Accepted, 10) { TheirReference = "SO-77", Date = new DateOnly(2026, 3, 9) },
        new NumberAnswer("line 3", 1, new TechnicalAnswer("csv", TechnicalState.Received, "", "")) { IsImplied = true },
        new LineAnswer("line 4", "L2", "O1", null, Accepted, 12) { TheirReference = "SO-77", Date = new DateOnly(2026, 3, 16), Code = "P1", Text = "rest in April" },
        new LineAnswer("line 5", "", "O2", null, Rejected, null) { Code = "X9", Text = "delisted, sorry" },
    }));

    [Test]
    public void Read_StatesOfDynamics365_AreTechnicalAnswers()
    {
        Assert.That(AnswerSamples.Read("d365-status.json").Answers.Cast<NumberAnswer>().Select(a => (a.Number, a.FileName, a.Answer.ToString())), Is.EqualTo(new[]
        {
            (1L, "acme-000000001.zip", "accepted with errors (D365 ProcessedWithErrors: Line 2: unit EA is unknown; Line 3: blocked)"),
            (2, "", "rejected (D365 PreProcessingError)"),
            (3, "", "received (D365 Processing)"),
        }));
        Assert.That(AnswerSamples.Read("d365-status.csv").Answers.Cast<NumberAnswer>().Select(a => (a.Number, a.Answer.ToString())), Is.EqualTo(new[]
        {
            (1L, "accepted (D365 Processed)"), (2, "rejected (D365 PostProcessingFailed: no such vendor)"),
        }));
    }

    [TestCase("x12-997-accepted.x12", "SE*8*", "SE*7*", "segment 10 (SE) has another count of segments")]
    [TestCase("x12-997-accepted.x12", "SE*8*0001", "SE*8*0002", "segment 10 (SE) has another number than ST")]
    [TestCase("x12-997-accepted.x12", "GE*1*71", "GE*2*71", "segment 11 (GE) has another count of sets")]
    [TestCase("x12-997-accepted.x12", "GE*1*71", "GE*1*70", "segment 11 (GE) has another number than GS")]
    [TestCase("x12-997-accepted.x12", "IEA*1*000000071", "IEA*1*000000070", "segment 12 (IEA) has another number than ISA")]
    [TestCase("x12-997-accepted.x12", "IEA*1*", "IEA*2*", "segment 12 (IEA) has another count of groups")]
    [TestCase("x12-997-accepted.x12", "IEA*1*000000071~", "IEA*1*000000071", "segment 12 has no end")]
    [TestCase("x12-997-accepted.x12", "AK9*A", "AK9*Z", "segment 9 (AK9) says \"Z\"; expected is A, E, P, R, M, W or X")]
    [TestCase("x12-997-accepted.x12", "AK2*850*0002~AK5*A", "AK2*850*0002~AK5*R", "segment 9 (AK9) accepts the group, and AK5 refuses set 0002")]
    [TestCase("x12-997-accepted.x12", "AK1*PO*1~", "AK1*PO*0~", "segment 4 (AK1) names the number \"0\", which is none")]
    [TestCase("x12-997-accepted.x12", "ST*997*", "ST*810*", "segment 3 (ST) begins a 810; read are 997 and 855")]
    [TestCase("x12-ta1.x12", "*A*000", "*B*000", "segment 2 (TA1) says \"B\"; expected is A, E or R")]
    [TestCase("edifact-contrl-accepted.edi", "UNT+3", "UNT+4", "segment 4 (UNT) has another count of segments")]
    [TestCase("edifact-contrl-accepted.edi", "UNT+3+1", "UNT+3+2", "segment 4 (UNT) has another reference than UNH")]
    [TestCase("edifact-contrl-accepted.edi", "UNZ+1", "UNZ+2", "segment 5 (UNZ) has another count of messages")]
    [TestCase("edifact-contrl-accepted.edi", "UNZ+1+81", "UNZ+1+82", "segment 5 (UNZ) has another reference than UNB")]
    [TestCase("edifact-contrl-accepted.edi", "UNZ+1+81'", "UNZ+1+81", "segment 5 has no end")]
    [TestCase("edifact-contrl-accepted.edi", "UCI+1+US", "UCI+1+THEM", "segment 3 (UCI) speaks of an interchange of \"THEM\", and the answer is for \"US\"")]
    [TestCase("edifact-contrl-accepted.edi", "UCI+1+", "UCI+x+", "segment 3 (UCI) names the number \"x\", which is none")]
    [TestCase("edifact-contrl-accepted.edi", "+7'", "+9'", "segment 3 (UCI) says \"9\"; expected is an action from 1 to 8")]
    [TestCase("edifact-ordrsp.edi", "RFF+ON:O2", "RFF+CT:O2", "segment 21 (UNH) begins an ORDRSP that names no order (RFF+ON)")]
    [TestCase("edifact-ordrsp.edi", "SO?'77+4", "SO?'77+29", "segment 3 (BGM) says 29 of the whole order, and segment 16 (LIN) another thing")]
    [TestCase("d365-status.json", "\"Processing\" }", "\"Processing\"", "line 5, byte 1: it is no valid JSON")]
    [TestCase("d365-status.json", "\"messageId\": \"5f0d\"", "\"number\": 3", "it is no valid JSON: a name stands twice in an object")]
    public void Read_FileThatIsNotWhole_IsRefusedWithThePlace(string name, string old, string replacement, string fault) =>
        Assert.That(() => AnswerFile.Read(AnswerSamples.With(name, old, replacement)), Throws.TypeOf<AnswerFileException>().With.Message.EqualTo(fault));

    [TestCase("d365-status.csv", "PostProcessingFailed", "Broken", "the status \"Broken\" is no state of a message")]
    [TestCase("d365-status.json", "acme-000000001.zip", "acme.zip", "neither number nor file says which file it was")]
    [TestCase("x12-855.x12", "ACK*IR", "ACK*ZZ", "the code ACK01 \"ZZ\" is not among those that are read")]
    [TestCase("x12-855.x12", "ACK*IQ*12", "ACK*IQ*-2", "the quantity ACK02 \"-2\" is no number from 0")]
    [TestCase("edifact-ordrsp.edi", "RFF+ON:O1:3", "RFF+ON:O1", "neither RFF+LI nor RFF+ON with a line number names our line")]
    [TestCase("edifact-ordrsp.edi", "LIN+3+7", "LIN+3+1", "the action \"1\" is not among those that are read")]
    public void Read_OnePartThatCannotBeRead_CostsNoOther(string name, string old, string replacement, string fault)
    {
        var answers = AnswerFile.Read(AnswerSamples.With(name, old, replacement)).Answers;
        Assert.That(answers.OfType<UnreadableAnswer>().Single().Fault, Is.EqualTo(fault));
        Assert.That(answers, Has.Length.EqualTo(AnswerSamples.Read(name).Answers.Length));
    }

    [Test]
    public void Read_HostileFile_IsRefusedAtOnce()
    {
        var isa = Encoding.Latin1.GetString(AnswerSamples.Bytes("x12-ta1.x12"))[..106];
        Assert.That(Fault(isa + string.Concat(Enumerable.Repeat("TA1~", 1_000_000))), Is.EqualTo("it has more than 200000 segments"));
        Assert.That(Fault("UNA:+.? '" + string.Concat(Enumerable.Repeat("A'", 1_000_000))), Is.EqualTo("it has more than 200000 segments"));
        Assert.That(Fault("UNB+" + new string('A', 1_000_000)), Is.EqualTo("segment 1 has no end"));
        Assert.That(Fault("UNA+++++'"), Is.EqualTo("the separators of the UNA are not three different marks"));
        Assert.That(Fault("ISA*00"), Is.EqualTo("the ISA of 106 characters is not whole"));
        Assert.That(Fault(new string('[', 100_000)), Does.EndWith("it is no valid JSON"));
        Assert.That(Fault("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>"), Is.EqualTo("it is XML, and no answers are read from XML"));
        Assert.That(() => AnswerFile.Read(new byte[AnswerFile.MostBytes + 1]), Throws.TypeOf<AnswerFileException>());
    }

    [TestCaseSource(nameof(Samples))]
    public void Read_CutOrTurnedAnywhere_NeverThrowsAnythingElse(string name)
    {
        var (bytes, random) = (AnswerSamples.Bytes(name), new Random(5));
        for (var i = 0; i < 400; i++)
        {
            var changed = random.Next(2) == 0 ? bytes[..random.Next(bytes.Length)] : [.. bytes];
            for (var turn = random.Next(3); turn > 0 && changed.Length > 0; turn--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                AnswerFile.Read(changed);
            }
            catch (AnswerFileException fault)
            {
                Assert.That(fault.Message, Is.Not.Empty.And.Not.EndsWith("."));
            }
        }
    }

    private static IEnumerable<string> Samples() =>
    [
        "answers.csv", "answers-short.csv", "x12-997-rejected.x12", "x12-ta1.x12", "x12-855.x12", "edifact-contrl-rejected.edi", "edifact-ordrsp.edi", "d365-status.json", "d365-status.csv",
    ];

    private static string Fault(string text) => Assert.Throws<AnswerFileException>(() => AnswerFile.Read(Encoding.Latin1.GetBytes(text)))!.Message;
}
