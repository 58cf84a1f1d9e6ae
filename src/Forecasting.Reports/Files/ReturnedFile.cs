using Forecasting.History;
using Forecasting.Reports.Decisions;

namespace Forecasting.Reports.Files;

/// <summary>What became of a returned workbook, as JSON: what <c>forecasting import plan.xlsx --json</c> prints.</summary>
public static class ReturnedFile
{
    /// <summary>Writes one object. The stream stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="returned">What became of it; all its rows are written.</param>
    public static void Write(Stream stream, ReturnedSummary returned)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(returned);
        JsonText.Write(stream, json =>
        {
            json.WriteNumber("schema_version", 1);
            json.WriteString("file", returned.File);
            json.WriteString("sheet", OverrideForm.Sheet);
            json.WriteString("run_id", returned.RunId);
            json.WriteString("newest_run_id", returned.NewestRunId);
            json.WriteNumber("rows", returned.Rows.Length);
            json.WriteNumber("applied", returned.Count(ReturnedOutcome.Applied));
            json.WriteNumber("unchanged", returned.Count(ReturnedOutcome.Unchanged));
            json.WriteNumber("refused", returned.Count(ReturnedOutcome.Refused));
            json.WriteObjects("results", returned.Rows, row =>
            {
                json.WriteNumber("row", row.Row);
                json.WriteString("outcome", row.Outcome.ToString().ToLowerInvariant());
                json.WriteString("column", row.Column);
                json.WriteString("value", row.Value);
                json.WriteString("rule", row.Rule);
                json.WriteString("text", row.Text);
            });
        });
    }
}
