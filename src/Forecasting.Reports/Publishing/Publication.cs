using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Publishing;

/// <summary>What became of a publication.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Manifest">What it holds.</param>
/// <param name="WasAlreadyThere">True when it was complete before, and nothing was written.</param>
public sealed record Published(string Folder, Manifest Manifest, bool WasAlreadyThere);

/// <summary>Puts a run's files where machines read them, so that no reader ever sees half of one.</summary>
/// <remarks>
/// For each file: temporary name in the same folder → write → flush to disk → rename to a name that is never reused → flush the folder. Then
/// <c>manifest.json</c> the same way, and <c>.done</c>, which holds the SHA-256 of the manifest, last of all. A reader waits for <c>.done</c>.
/// An attempt that was cut short is taken up again: its temporaries go, its finished files stay if they have the same bytes, and are never
/// overwritten if they have not. One process publishes a folder at a time; the run ledger sees to that.
/// </remarks>
public static class Publication
{
    /// <summary>The name of the last file written. Empty folders and folders without it are not published.</summary>
    public const string DoneName = ".done";

    private const string TemporarySuffix = ".tmp";

    /// <summary><c>2026-01-31_0123456789ab</c>: one folder a run.</summary>
    public static string FolderName(RunIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return FolderName(identity.AsOf, identity.RunId);
    }

    /// <summary>The same for a run that is known by its date and id.</summary>
    /// <param name="asOf">Morning of the plan.</param>
    /// <param name="runId">Id of the run.</param>
    public static string FolderName(DateOnly asOf, string runId) => $"{CsvText.Date(asOf)}_{runId}";

    /// <summary>Publishes, or finds that it is published already.</summary>
    /// <param name="outFolder">Folder of all publications; made when missing.</param>
    /// <param name="folderName">Folder of this one, see <see cref="FolderName(RunIdentity)"/>.</param>
    /// <param name="manifest">Run and control totals; its files are filled in here.</param>
    /// <param name="artefacts">The files, in the order to write them.</param>
    /// <param name="before">Told of each durable side effect before it happens; whatever it throws stops the publication there.</param>
    /// <param name="cancellationToken">Stops between side effects. What is finished stays, what is not is never visible.</param>
    /// <exception cref="PublicationConflictException">A name is taken by other bytes, or a finished publication no longer matches its manifest.</exception>
    public static Published Publish(
        string outFolder,
        string folderName,
        Manifest manifest,
        ImmutableArray<Artefact> artefacts,
        Action<PublicationStep>? before,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(outFolder);
        ArgumentException.ThrowIfNullOrEmpty(folderName);
        ArgumentNullException.ThrowIfNull(manifest);
        var folder = Path.Combine(outFolder, folderName);
        if (File.Exists(Path.Combine(folder, DoneName)))
            return new Published(folder, Verify(folder), WasAlreadyThere: true);

        var attempt = new Attempt(outFolder, folder, before, cancellationToken);
        attempt.Prepare();
        var files = artefacts.Select(attempt.Place).ToImmutableArray();
        var complete = manifest with { Files = files };
        var listing = attempt.Place(new Artefact(Manifest.Name, null, complete.Write));
        attempt.Place(new Artefact(DoneName, null, stream => stream.Write(Encoding.ASCII.GetBytes(listing.Sha256 + "\n"))));
        return new Published(folder, complete, WasAlreadyThere: false);
    }

    /// <summary>Removes what an attempt left that was given up: its number is void, and its files are not those of the next attempt.</summary>
    /// <param name="outFolder">Folder of all publications.</param>
    /// <param name="folderName">Folder of this one.</param>
    /// <exception cref="PublicationConflictException">It is published.</exception>
    public static void Discard(string outFolder, string folderName)
    {
        var folder = Path.Combine(outFolder, folderName);
        if (!Directory.Exists(folder))
            return;
        if (File.Exists(Path.Combine(folder, DoneName)))
            throw new PublicationConflictException(folder, "is published under a number that the ledger has given up.");
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Checks a publication: <c>.done</c> against the manifest, and every file against its line there.</summary>
    /// <returns>The manifest.</returns>
    /// <exception cref="PublicationConflictException">Something is missing or has other bytes.</exception>
    public static Manifest Verify(string folder)
    {
        var manifest = ReadManifest(folder);
        foreach (var file in manifest.Files)
            Match(Path.Combine(folder, file.Name), file.Sha256, file.Bytes);
        return manifest;
    }

    /// <summary>The manifest of a publication, checked against <c>.done</c>; the files it lists are not looked at.</summary>
    /// <exception cref="PublicationConflictException">It is missing or has other bytes.</exception>
    public static Manifest ReadManifest(string folder)
    {
        var manifestPath = Path.Combine(folder, Manifest.Name);
        var expected = Require(Path.Combine(folder, DoneName), path => File.ReadAllText(path, Encoding.ASCII).TrimEnd('\n'));
        Match(manifestPath, expected, null);

        using var stream = File.OpenRead(manifestPath);
        return Manifest.Read(stream);
    }

    private static void Match(string path, string? sha256, long? bytes)
    {
        var (found, size) = Require(path, Digest);
        if (sha256 is not null && !string.Equals(found, sha256, StringComparison.Ordinal))
            throw new PublicationConflictException(path, $"SHA-256 is {found}, the publication says {sha256}.");
        if (bytes is not null && size != bytes)
            throw new PublicationConflictException(path, $"{size} bytes, the publication says {bytes}.");
    }

    private static T Require<T>(string path, Func<string, T> read) =>
        File.Exists(path) ? read(path) : throw new PublicationConflictException(path, "is part of the publication and is missing.");

    private static (string Sha256, long Bytes) Digest(string path)
    {
        using var stream = File.OpenRead(path);
        return (Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
    }

    /// <summary>One attempt, side effect by side effect.</summary>
    private sealed class Attempt(string outFolder, string folder, Action<PublicationStep>? before, CancellationToken cancellationToken)
    {
        public void Prepare()
        {
            if (!Directory.Exists(folder))
            {
                Announce(PublicationAction.CreateFolder, Path.GetFileName(folder));
                Directory.CreateDirectory(folder);
                DirectoryFlush.Flush(outFolder);
                return;
            }

            foreach (var leftover in Directory.GetFiles(folder, ".*" + TemporarySuffix).Order(StringComparer.Ordinal))
            {
                Announce(PublicationAction.RemoveLeftover, Path.GetFileName(leftover));
                File.Delete(leftover);
            }
        }

        /// <summary>Brings one file to its name, or finds it there already.</summary>
        public ManifestFile Place(Artefact artefact)
        {
            var target = Path.Combine(folder, artefact.Name);
            if (!artefact.IsReproducible && File.Exists(target))
                return new ManifestFile(artefact.Name, null, null, artefact.Rows); // the first attempt's record stands

            var temporary = Path.Combine(folder, "." + artefact.Name.TrimStart('.') + TemporarySuffix);
            Announce(PublicationAction.Write, artefact.Name);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read))
            {
                artefact.Write(stream);
                Announce(PublicationAction.Flush, artefact.Name);
                stream.Flush(flushToDisk: true);
            }

            // Hashed from the file, not on the way to it: the manifest vouches for what can be read back.
            var (sha256, bytes) = Digest(temporary);
            if (File.Exists(target))
                Keep(target, temporary, sha256);
            else
                Rename(temporary, target);
            return artefact.IsReproducible
                ? new ManifestFile(artefact.Name, sha256, bytes, artefact.Rows) { Partner = artefact.Partner }
                : new ManifestFile(artefact.Name, null, null, artefact.Rows);
        }

        private void Keep(string target, string temporary, string sha256)
        {
            var found = Digest(target).Sha256;
            Announce(PublicationAction.RemoveLeftover, Path.GetFileName(temporary));
            File.Delete(temporary);
            if (!string.Equals(found, sha256, StringComparison.Ordinal))
                throw new PublicationConflictException(target, $"is there with other bytes (SHA-256 {found}, this run gives {sha256}).");
        }

        private void Rename(string temporary, string target)
        {
            Announce(PublicationAction.Rename, Path.GetFileName(target));
            File.Move(temporary, target, overwrite: false);
            Announce(PublicationAction.FlushFolder, Path.GetFileName(target));
            DirectoryFlush.Flush(folder);
        }

        private void Announce(PublicationAction action, string file)
        {
            before?.Invoke(new PublicationStep(action, file));

            // A name that is given is made durable: after the last rename it would be wrong to report a publication as cancelled.
            if (action != PublicationAction.FlushFolder)
                cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
