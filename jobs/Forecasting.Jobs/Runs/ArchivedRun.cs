using System.Collections.Immutable;
using System.Security.Cryptography;
using Forecasting.Jobs.Commands;
using Forecasting.Jobs.Settings;
using Forecasting.Storage;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Files;

namespace Forecasting.Jobs.Runs;

/// <summary>What a run was made from, in the raw archive: its files, its settings and its context.</summary>
internal sealed class ArchivedRun
{
    private const string SettingsName = "settings.json";

    private readonly RawArchive archive;

    private ArchivedRun(RawArchive archive, EffectiveSettings settings, RunContext context) =>
        (this.archive, Settings, Context) = (archive, settings, context);

    /// <summary>The settings of the run.</summary>
    public EffectiveSettings Settings { get; }

    /// <summary>What else it knew.</summary>
    public RunContext Context { get; }

    /// <summary>The archive of a database: the folder named, or <c>archive</c> beside the database file; of a server's database, in the folder
    /// of the reports.</summary>
    /// <param name="folder">The folder that a setting or an option names; null = none.</param>
    /// <param name="database">The database: a file or an address.</param>
    /// <param name="outFolder">Folder of the reports; null = not given.</param>
    /// <param name="before">Told of each durable side effect before it happens.</param>
    /// <exception cref="SettingsException">Nothing says where it is.</exception>
    public static RawArchive ArchiveOf(string? folder, string database, string? outFolder, Action<string>? before = null)
    {
        var beside = DatabaseOption.IsServer(database) ? outFolder : Path.GetDirectoryName(Path.GetFullPath(database));
        return (folder ?? (beside is null ? null : Path.Combine(beside, "archive"))) is { } place
            ? new RawArchive(place, before)
            : throw new SettingsException("Say where the archive is: --out with the folder of the reports, or --archive with its own.");
    }

    /// <summary>Keeps what a run is made from, before anything is planned.</summary>
    /// <param name="inputs">Where it is kept.</param>
    /// <param name="folder">The files as they were scanned.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="context">What else the run knows.</param>
    /// <exception cref="InputException">A file changed since it was scanned.</exception>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    /// <exception cref="IOException">The archive cannot be written.</exception>
    public static void Keep(RunInputs inputs, DataFolder folder, EffectiveSettings settings, RunContext context)
    {
        inputs.Keep(
            context.Identity.RunId,
            [
                .. folder.Files.Where(f => f.Sha256.Length > 0)
                    .DistinctBy(f => (f.File, f.Sha256))
                    .Select(f => (
                        new ArchivedInput(InputKind.File, f.File, f.Sha256, f.Bytes), (Func<Stream>)(() => File.OpenRead(f.FullPath)))),
                Text(InputKind.Settings, SettingsName, settings.ToJson()),
                Text(InputKind.Context, RunContextFile.Name, RunContextFile.Write(context)),
            ]);
    }

    /// <summary>Takes settings and context of a run out of the archive, checked.</summary>
    /// <param name="database">Where the run is named.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="runId">The run.</param>
    /// <returns>Null when the run is older than the archive, or was cleaned.</returns>
    /// <exception cref="ArchiveException">The archive lacks something of the run, or it is damaged.</exception>
    /// <exception cref="SettingsException">The settings are of another version.</exception>
    public static ArchivedRun? Find(ForecastingDatabase database, RawArchive archive, string runId)
    {
        var inputs = new RunInputs(database, archive).Of(runId);
        if (inputs.FirstOrDefault(i => i.Kind == InputKind.Settings) is not { } settings
            || inputs.FirstOrDefault(i => i.Kind == InputKind.Context) is not { } context)
        {
            return null;
        }

        return new ArchivedRun(
            archive,
            EffectiveSettings.FromJson(archive.Read(settings.Sha256, settings.Name)),
            RunContextFile.Read(archive.Read(context.Sha256, context.Name)));
    }

    /// <summary>Why <see cref="Find"/> found nothing, for people.</summary>
    /// <param name="runId">The run.</param>
    public static string Missing(string runId) =>
        $"Run {runId} is not in the raw archive: it was made by an earlier version of the program, or was cleaned.";

    /// <summary>Writes the files of the run to a folder, each checked, under the names that they had.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="feeds">Only files of these feeds; null = all.</param>
    /// <returns>The data folder as the run saw it.</returns>
    /// <exception cref="ArchiveException">The archive lacks a file, or it is damaged.</exception>
    public DataFolder Materialise(string folder, IReadOnlyCollection<Feed>? feeds = null)
    {
        var files = ImmutableArray.CreateBuilder<InputFile>();
        foreach (var file in Context.Files.Where(f => feeds is null || feeds.Contains(f.Feed)))
        {
            // A folder for each content: the result of a query and a file may have one name.
            var path = Path.Combine(folder, file.Sha256.Length > 0 ? file.Sha256 : "unread", Path.GetFileName(file.File));
            if (file.Sha256.Length > 0 && !File.Exists(path))
                archive.Materialise(file.Sha256, file.File, path);
            files.Add(new InputFile(file.File, file.Feed, path, file.Sha256, file.Bytes) { Fault = file.Fault, Note = file.Note });
        }

        return new DataFolder(folder, files.ToImmutable(), Context.Ignored);
    }

    private static (ArchivedInput Input, Func<Stream> Open) Text(string kind, string name, byte[] text) => (
        new ArchivedInput(kind, name, Convert.ToHexStringLower(SHA256.HashData(text)), text.Length),
        () => new MemoryStream(text, writable: false));
}
