using System.Text;
using Forecasting.History;
using Forecasting.Reports.Files;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Files;

public sealed class QuarantineFileTests
{
    [Test]
    public void Write_Finding_KeepsTheOriginalLineUnchanged()
    {
        var report = SamplePlan.Of([]) with
        {
            Quarantine = [new QuarantinedRow("sales.csv", "sales", 118, "quantity", "=12,5", "number", "Not a number.", "2024-02-30,\"00123\",=12\r\n")],
        };
        Assert.That(Encoding.UTF8.GetString(Under.Bytes(stream => QuarantineFile.Write(stream, report))), Is.EqualTo(
            "file,feed,line,column,value,rule,message,original_line\n"
            + "sales.csv,sales,118,quantity,\"=12,5\",number,Not a number.,\"2024-02-30,\"\"00123\"\",=12\r\n\"\n"));
    }

    [Test]
    public void Write_HostileText_ReadsBackUnchanged()
    {
        var report = SamplePlan.Of([]) with
        {
            Quarantine = [.. HostileText.All.Select(t => new QuarantinedRow(t, t, 1, t, t, t, t, t))],
        };
        var bytes = Under.Bytes(stream => QuarantineFile.Write(stream, report));
        var read = StrictCsv.Read(new MemoryStream(bytes)).Skip(1).Select(r => r.Fields[7]);
        Assert.That(read, Is.EqualTo(HostileText.All));
    }
}
