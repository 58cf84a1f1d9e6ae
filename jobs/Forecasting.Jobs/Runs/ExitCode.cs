namespace Forecasting.Jobs.Runs;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>All done.</summary>
    public const int Done = 0;

    /// <summary>Done, but some SKUs failed or some input was refused whole.</summary>
    public const int SomeFailed = 1;

    /// <summary>Wrong usage or settings; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Input or database unavailable; nothing was published.</summary>
    public const int Unavailable = 3;

    /// <summary>Stopped by the user (128 + SIGINT, as shells have it); nothing half-done is visible.</summary>
    public const int Cancelled = 130;
}
