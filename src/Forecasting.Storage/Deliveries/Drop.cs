using System.Text;

namespace Forecasting.Storage.Deliveries;

/// <summary>Brings a file to a target so that a reader who polls sees it whole or not at all: the file, then its manifest, then
/// <c>&lt;file&gt;.done</c> with the SHA-256 of the manifest. A reader waits for the last.</summary>
public static class Drop
{
    /// <summary>What follows the name of the file in the name of the last of the three.</summary>
    public const string DoneSuffix = ".done";

    /// <summary>Delivers, or finds that it was delivered.</summary>
    /// <param name="place">The target.</param>
    /// <param name="file">The file.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="again">True to bring back what the receiver has removed; otherwise a file with its mark is delivered, wherever it is now.</param>
    /// <param name="before">Told of each durable step before it happens.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>True when something was written.</returns>
    /// <exception cref="DropException">The target did not take it. Where a name has other bytes nothing at all is written.</exception>
    public static bool Deliver(
        IDropPlace place, DropFile file, DropFile manifest, bool again, Action<string> before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(manifest);
        var done = DropFile.Of(file.Name + DoneSuffix, Encoding.ASCII.GetBytes(manifest.Sha256 + "\n"));

        // All names first: of a file that cannot be there whole nothing is there.
        var missing = new List<DropFile>();
        foreach (var part in (DropFile[])[file, manifest, done])
        {
            if (place.Find(part.Name, cancellationToken) is not { } found)
                missing.Add(part);
            else if (found != part.Sha256)
                throw Conflict(place, part, found);
        }

        if (missing.Count == 0 || (!again && !missing.Contains(done)))
            return false;
        foreach (var part in missing)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                place.Place(part, before, cancellationToken);
            }
            catch (DropException fault) when (fault.Fault == DropFault.Conflict && place.Find(part.Name, cancellationToken) is { } found)
            {
                // The answer to the same step may have been lost, and the step done.
                if (found != part.Sha256)
                    throw Conflict(place, part, found);
            }
        }

        return true;
    }

    private static DropException Conflict(IDropPlace place, DropFile part, string found) => new(
        DropFault.Conflict, $"{part.Name} is there with other bytes (SHA-256 {found}, ours {part.Sha256}) in {place.Name}; nothing was overwritten.");
}
