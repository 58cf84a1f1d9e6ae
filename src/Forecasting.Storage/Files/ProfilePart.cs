namespace Forecasting.Storage.Files;

/// <summary>One part of how a feed is written, as an import learnt it.</summary>
/// <param name="Value">The decimal mark, <c>.</c> or <c>,</c>; or the order of dates, <c>dmy</c> or <c>mdy</c>.</param>
/// <param name="File">The first file that proved it.</param>
/// <param name="Sha256">Hash of that file.</param>
/// <param name="Previous">What held before that file; empty when nothing is known to have.</param>
internal sealed record LearntPart(string Value, string File, string Sha256, string Previous);

/// <summary>One part of how a feed is written, put together from all its files and from earlier imports.</summary>
/// <param name="Shared">What holds for files that prove nothing themselves; null when nothing is known, or when the files
/// contradict each other.</param>
/// <param name="Origin">Where that was learnt, for people: <c>as in sales-2026-01.csv</c>; empty when nothing is known.</param>
/// <param name="IsConsulted">True when earlier imports were asked, whether they knew or not.</param>
/// <param name="Learnt">What later imports may take from this one; null when nothing was ever learnt.</param>
internal sealed record ProfilePart(string? Shared, string Origin, bool IsConsulted, LearntPart? Learnt)
{
    /// <summary>Puts a part together: a file's own proof comes first, then what all proofs of this import agree on,
    /// then earlier imports.</summary>
    /// <param name="files">The files in the order of their names: what each proves, and whether it is open to what others prove.</param>
    /// <param name="earlier">What earlier imports learnt.</param>
    /// <param name="isDeclared">True when the settings say it: then nothing is shared and nothing is learnt.</param>
    public static ProfilePart Of(IReadOnlyList<(InputFile File, string? Proof, bool IsOpen)> files, LearntPart? earlier, bool isDeclared)
    {
        if (isDeclared)
            return new ProfilePart(null, "", false, earlier);
        var proofs = files.Where(f => f.Proof is not null).ToList();
        if (proofs.Count == 0)
            return new ProfilePart(
                earlier?.Value, earlier is null ? "" : $"as in {earlier.File}, imported earlier", files.Any(f => f.IsOpen), earlier);

        var value = proofs[^1].Proof!;
        var change = proofs.FindLastIndex(f => f.Proof != value);
        var first = proofs[change + 1].File;
        if (change >= 0)
            return new ProfilePart(null, "", false, new LearntPart(value, first.File, first.Sha256, proofs[change].Proof!));
        var learnt = earlier?.Value == value ? earlier : new LearntPart(value, first.File, first.Sha256, earlier?.Value ?? "");
        return new ProfilePart(value, $"as in {first.File}", false, learnt);
    }
}
