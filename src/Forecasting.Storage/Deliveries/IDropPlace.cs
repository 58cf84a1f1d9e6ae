namespace Forecasting.Storage.Deliveries;

/// <summary>A folder of somebody else where files are dropped: on a disk or share, in a blob container, on an SFTP server.</summary>
public interface IDropPlace : IDisposable
{
    /// <summary>The place, for people; without secrets.</summary>
    string Name { get; }

    /// <summary>SHA-256 of what has a name, lower-case hexadecimal; null = nothing has it.</summary>
    /// <param name="name">File name.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="DropException">The place cannot be read.</exception>
    string? Find(string name, CancellationToken cancellationToken);

    /// <summary>Brings bytes to a name that nothing has: whole or not at all, and never over anything.</summary>
    /// <param name="file">The file.</param>
    /// <param name="before">Told of each durable step before it happens; whatever it throws stops there.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="DropException">It could not; <see cref="DropFault.Conflict"/> when something came to the name meanwhile.</exception>
    void Place(DropFile file, Action<string> before, CancellationToken cancellationToken);
}
