using System.Text;
using Forecasting.History;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Files;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Files;

public sealed class ReturnedFileTests
{
    [Test]
    public void Write_EveryRow_AddsUp()
    {
        var returned = new ReturnedSummary("plan.xlsx", "run-1", "run-2",
        [
            new ReturnedRow(5, ReturnedOutcome.Unchanged, "", "", "", ""),
            new ReturnedRow(7, ReturnedOutcome.Refused, "Value", "\"ü\"", "number", "Value: no number."),
        ]);
        Assert.That(Encoding.UTF8.GetString(Under.Bytes(stream => ReturnedFile.Write(stream, returned))), Is.EqualTo(
            """
            {
              "schema_version": 1,
              "file": "plan.xlsx",
              "sheet": "Overrides",
              "run_id": "run-1",
              "newest_run_id": "run-2",
              "rows": 2,
              "applied": 0,
              "unchanged": 1,
              "refused": 1,
              "results": [
                {
                  "row": 5,
                  "outcome": "unchanged",
                  "column": "",
                  "value": "",
                  "rule": "",
                  "text": ""
                },
                {
                  "row": 7,
                  "outcome": "refused",
                  "column": "Value",
                  "value": "\"ü\"",
                  "rule": "number",
                  "text": "Value: no number."
                }
              ]
            }

            """));
    }
}
