using System.Collections.Immutable;

namespace Forecasting.Storage.Archive;

/// <summary>What a thing that a run was made from is.</summary>
public static class InputKind
{
    /// <summary>A file that was sent, under its name.</summary>
    public const string File = "file";

    /// <summary>The effective settings, as JSON.</summary>
    public const string Settings = "settings";

    /// <summary>What was read from the database besides the imported files, as JSON.</summary>
    public const string Context = "context";
}

/// <summary>One thing that a run was made from.</summary>
/// <param name="Kind">See <see cref="InputKind"/>.</param>
/// <param name="Name">File name, or <c>settings.json</c>, <c>context.json</c>.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">Their number.</param>
public sealed record ArchivedInput(string Kind, string Name, string Sha256, long Bytes);

/// <summary>What each run was made from: the names in the database, the bytes in the raw archive.</summary>
/// <param name="database">Where the names are.</param>
/// <param name="archive">Where the bytes are.</param>
public sealed class RunInputs(ForecastingDatabase database, RawArchive archive)
{
    /// <summary>Keeps what a run is made from. What an earlier attempt of the same run named is forgotten.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="inputs">Each thing, and how to open it.</param>
    /// <remarks>The names come first: then no file is in the archive that no run names, whenever the program is killed.</remarks>
    /// <exception cref="Files.InputException">A file changed since it was hashed.</exception>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    /// <exception cref="IOException">The archive cannot be written.</exception>
    public void Keep(string runId, IReadOnlyList<(ArchivedInput Input, Func<Stream> Open)> inputs)
    {
        RemoveUnused(runId, Of(runId).Except(inputs.Select(i => i.Input)));
        database.InTransaction(() =>
        {
            database.Execute("Archive/DeleteInputs", new { run_id = runId });
            foreach (var input in inputs.Select(i => i.Input).Distinct())
            {
                database.Execute(
                    "Archive/InsertInput",
                    new { run_id = runId, kind = input.Kind, name = input.Name, sha256 = input.Sha256, bytes = input.Bytes });
            }
        });
        foreach (var (input, open) in inputs)
            archive.Put(input.Sha256, open, input.Name);
    }

    /// <summary>What a run was made from, ordered by kind, name and hash; nothing when it is older than the archive, or was cleaned.</summary>
    /// <param name="runId">The run.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableArray<ArchivedInput> Of(string runId) =>
    [
        .. database.Query<InputRow>("Archive/ReadInputs", new { run_id = runId })
            .Select(r => new ArchivedInput(r.Kind, r.Name, r.Sha256, r.Bytes))
            .OrderBy(i => i.Kind, StringComparer.Ordinal)
            .ThenBy(i => i.Name, StringComparer.Ordinal)
            .ThenBy(i => i.Sha256, StringComparer.Ordinal),
    ];

    /// <summary>The contents of a run that no other run needs.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="inputs">What the run was made from.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IEnumerable<string> OnlyOf(string runId, IEnumerable<ArchivedInput> inputs) => inputs.Select(i => i.Sha256).Distinct()
        .Where(sha256 => database.Scalar<long>("Archive/CountOtherUses", new { sha256, run_id = runId }) == 0);

    /// <summary>Forgets what a run was made from, and removes from the archive what no other run needs.</summary>
    /// <param name="runId">The run.</param>
    /// <remarks>The names go last: who is killed meanwhile can do it again.</remarks>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    /// <exception cref="IOException">The archive cannot be written.</exception>
    public void Forget(string runId)
    {
        RemoveUnused(runId, Of(runId));
        database.Execute("Archive/DeleteInputs", new { run_id = runId });
    }

    private void RemoveUnused(string runId, IEnumerable<ArchivedInput> inputs)
    {
        foreach (var sha256 in OnlyOf(runId, inputs))
            archive.Remove(sha256);
    }

    private sealed record InputRow
    {
        public string Kind { get; init; } = "";

        public string Name { get; init; } = "";

        public string Sha256 { get; init; } = "";

        public long Bytes { get; init; }
    }
}
