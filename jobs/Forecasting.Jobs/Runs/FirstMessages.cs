namespace Forecasting.Jobs.Runs;

/// <summary>Messages of one kind: all are counted, the first ones told.</summary>
internal sealed class FirstMessages
{
    private const int Shown = 20;

    private readonly List<string> first = [];

    /// <summary>Messages so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(string message)
    {
        if (Count++ < Shown)
            first.Add(message);
    }

    /// <summary>Writes them to stderr.</summary>
    /// <param name="what">What those not shown are: <c>rows set aside</c>.</param>
    public void Tell(string what)
    {
        foreach (var message in first)
            Console.Error.WriteLine(message);
        if (Count > Shown)
            Console.Error.WriteLine($"… and {Count - Shown} more {what}.");
    }
}
