using System.Text;
using Forecasting.Storage.Answers;

namespace Forecasting.Storage.Tests.Answers;

/// <summary>Answers of partners written by hand from the public descriptions: tests/data/answers.</summary>
internal static class AnswerSamples
{
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Root(), "tests", "data", "answers", name));

    public static AnswerDocument Read(string name) => AnswerFile.Read(Bytes(name));

    /// <summary>A sample with something in it changed.</summary>
    public static byte[] With(string name, string old, string replacement)
    {
        var text = Encoding.Latin1.GetString(Bytes(name));
        return text.Contains(old, StringComparison.Ordinal)
            ? Encoding.Latin1.GetBytes(text.Replace(old, replacement, StringComparison.Ordinal))
            : throw new ArgumentException($"{name} has no {old}.", nameof(old));
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Forecasting.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"Forecasting.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
