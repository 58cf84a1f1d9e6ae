using System.Diagnostics;
using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>What stands in a workbook, read twice without our own code: from its XML, and by LibreOffice.</summary>
internal static class WorkbookText
{
    /// <summary>All texts and all formulas of all sheets, from the XML.</summary>
    public static (IReadOnlySet<string> Texts, IReadOnlyList<string> Formulas) Read(string path)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        var workbook = document.WorkbookPart!;
        var shared = workbook.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray() ?? [];
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var formulas = new List<string>();
        foreach (var cell in workbook.WorksheetParts.SelectMany(sheet => sheet.Worksheet.Descendants<Cell>()))
        {
            if (cell.CellFormula is { } formula)
                formulas.Add(formula.Text);
            else if (cell.DataType?.Value == CellValues.SharedString)
                texts.Add(shared[int.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture)]);
            else if (cell.DataType?.Value == CellValues.InlineString)
                texts.Add(cell.InnerText);
        }

        return (texts, formulas);
    }

    /// <summary>All fields of all sheets as LibreOffice exports them to CSV; the test is ignored where LibreOffice is not installed.</summary>
    public static IReadOnlySet<string> ThroughLibreOffice(string path, string folder)
    {
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo("soffice") { RedirectStandardOutput = true, RedirectStandardError = true };

        // Comma, quote, UTF-8, first line, as shown, all sheets (-1): one CSV a sheet.
        foreach (var argument in new[]
        {
            "--headless", "--norestore", $"-env:UserInstallation=file://{folder}/profile", "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", folder, path,
        })
            start.ArgumentList.Add(argument);

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("LibreOffice is not installed here; .ci/run installs it.");
            throw;
        }

        using (process)
        {
            var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, string.Join('\n', said.GetAwaiter().GetResult()));
        }

        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sheet in Directory.GetFiles(folder, "*.csv"))
            fields.UnionWith(Rfc4180.Parse(File.ReadAllText(sheet)).SelectMany(record => record));
        return fields;
    }
}
