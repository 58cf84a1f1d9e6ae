using System.Text;

namespace Forecasting.Jobs.Demo;

/// <summary>One file of the sample company, and what a correct reader makes of it.</summary>
/// <param name="Name">File name.</param>
/// <param name="Rows">Data rows, without the header.</param>
/// <param name="BadRows">Rows of these that have a fault and must be set aside.</param>
/// <param name="DuplicateRows">Rows of these that repeat an earlier row exactly.</param>
public sealed record DemoFile(string Name, int Rows, int BadRows, int DuplicateRows);

/// <summary>Collects the rows of a file, then writes them: UTF-8 without BOM, LF, invariant.</summary>
internal sealed class DemoFileWriter(string name, string header)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly StringBuilder text = new StringBuilder().Append(header).Append('\n');
    private int rows;
    private int badRows;
    private int duplicateRows;

    /// <summary>Adds a row.</summary>
    public void Add(string line)
    {
        text.Append(line).Append('\n');
        rows++;
    }

    /// <summary>Adds a row with a fault.</summary>
    public void AddBad(string line)
    {
        Add(line);
        badRows++;
    }

    /// <summary>Adds a row that stands in the file already.</summary>
    public void AddDuplicate(string line)
    {
        Add(line);
        duplicateRows++;
    }

    /// <summary>Writes the file.</summary>
    public DemoFile Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, name), text.ToString(), Utf8);
        return new DemoFile(name, rows, badRows, duplicateRows);
    }
}
