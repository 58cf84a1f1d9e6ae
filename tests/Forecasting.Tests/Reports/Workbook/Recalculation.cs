using System.Diagnostics;
using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

/// <summary>Workbooks as somebody else computes them: cells are typed over, the values of formulas taken away, and LibreOffice saves what it finds.</summary>
internal static class Recalculation
{
    /// <summary>Changes cells of a sheet, and takes the values of all its formulas away.</summary>
    /// <param name="workbook">The workbook.</param>
    /// <param name="sheetName">The sheet.</param>
    /// <param name="typed">Numbers by name of the cell.</param>
    public static byte[] Edited(byte[] workbook, string sheetName, IReadOnlyDictionary<string, double> typed)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            var book = document.WorkbookPart!;
            var sheet = book.Workbook.Sheets!.Elements<Sheet>().Single(s => s.Name == sheetName);
            foreach (var cell in ((WorksheetPart)book.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Cell>())
            {
                if (cell.CellFormula is not null)
                    cell.CellValue = null;
                if (typed.TryGetValue(cell.CellReference!.Value!, out var number))
                    cell.CellValue = new CellValue(number.ToString("R", CultureInfo.InvariantCulture));
            }
        }

        return stream.ToArray();
    }

    /// <summary>The workbooks after LibreOffice has computed them; the test is ignored where it is not installed.</summary>
    /// <param name="workbooks">One start for all of them.</param>
    public static WorkbookReading[] ByLibreOffice(IReadOnlyList<byte[]> workbooks)
    {
        var folder = Directory.CreateTempSubdirectory("recalculation").FullName;
        try
        {
            string[] paths = [.. workbooks.Select((_, i) => Path.Combine(folder, FormattableString.Invariant($"{i}.xlsx")))];
            for (var i = 0; i < paths.Length; i++)
                File.WriteAllBytes(paths[i], workbooks[i]);
            var saved = Path.Combine(folder, "saved");
            var start = new ProcessStartInfo("soffice", ["--headless", "--convert-to", "xlsx", "--outdir", saved, .. paths])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["HOME"] = folder; // its own profile: two at a time do not meet
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, errors.Result);
            return [.. paths.Select(path => new WorkbookReading(File.ReadAllBytes(Path.Combine(saved, Path.GetFileName(path)))))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("LibreOffice (soffice) is not installed.");
            throw;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
