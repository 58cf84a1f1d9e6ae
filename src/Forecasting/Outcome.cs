namespace Forecasting;

/// <summary>What a stage made of one SKU-location: a value, a reason why there is none, or an error. Nothing is ever dropped.</summary>
/// <typeparam name="T">The value of a stage that went well.</typeparam>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>The stage gave a value.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Done(T Value) : Outcome<T>;

    /// <summary>The stage does not apply, for a reason a planner understands.</summary>
    /// <param name="Reason">A full sentence without the SKU, which the caller knows.</param>
    public sealed record Skipped(string Reason) : Outcome<T>;

    /// <summary>The stage should have worked and did not.</summary>
    /// <param name="Error">What went wrong.</param>
    public sealed record Failed(string Error) : Outcome<T>;

    /// <summary>The next stage where this one gave a value; otherwise why it did not.</summary>
    /// <typeparam name="TNext">The value of the next stage.</typeparam>
    /// <param name="stage">The next stage.</param>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return this switch
        {
            Done done => stage(done.Value),
            Skipped skipped => new Outcome<TNext>.Skipped(skipped.Reason),
            Failed failed => new Outcome<TNext>.Failed(failed.Error),
            _ => throw new InvalidOperationException("The family of outcomes is closed."),
        };
    }
}
