namespace Forecasting.Jobs.Settings;

/// <summary>Settings or usage that cannot be worked with; the message names the faults, one a line. The program answers with exit code 2.</summary>
/// <param name="message">What is wrong, and what would be right.</param>
public sealed class SettingsException(string message) : Exception(message);
