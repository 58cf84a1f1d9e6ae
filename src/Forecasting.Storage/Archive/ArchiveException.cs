namespace Forecasting.Storage.Archive;

/// <summary>The raw archive lacks something, or holds something else than was put there. The message is one clear line for an
/// operator; nothing of it was used.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class ArchiveException(string message) : IOException(message);
