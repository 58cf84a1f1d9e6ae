using System.Text;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>A second reader of CSV, written from the standard alone, so that our files are not only readable to the code that wrote them.</summary>
internal static class Rfc4180
{
    /// <summary>All records of a text.</summary>
    /// <exception cref="FormatException">A quote stands where none may stand, or is never closed.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Parse(string text)
    {
        var records = new List<IReadOnlyList<string>>();
        var record = new List<string>();
        var field = new StringBuilder();
        for (var position = 0; position < text.Length;)
        {
            field.Clear();
            if (text[position] == '"')
                position = Quoted(text, position + 1, field);
            else
                while (position < text.Length && text[position] is not (',' or '\n' or '\r'))
                    field.Append(text[position] == '"' ? throw new FormatException($"A quote inside an unquoted field at {position}.") : text[position++]);
            record.Add(field.ToString());

            if (position < text.Length && text[position] == ',')
            {
                position++;
                if (position == text.Length)
                    record.Add("");
                else if (text[position] is '\n' or '\r')
                    record.Add("");
                else
                    continue;
            }

            if (position < text.Length && text[position] == '\r')
                position++;
            if (position < text.Length && text[position++] != '\n')
                throw new FormatException($"Text after a closing quote at {position - 1}.");
            records.Add([.. record]);
            record.Clear();
        }

        return records;
    }

    private static int Quoted(string text, int position, StringBuilder field)
    {
        for (; position < text.Length; position++)
        {
            if (text[position] != '"')
                field.Append(text[position]);
            else if (position + 1 < text.Length && text[position + 1] == '"')
                field.Append(text[position++]);
            else
                return position + 1;
        }

        throw new FormatException("A quote is never closed.");
    }
}
