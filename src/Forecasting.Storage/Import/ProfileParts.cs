namespace Forecasting.Storage.Import;

/// <summary>What the files of a feed leave open about how they are written, so that earlier imports are asked.</summary>
/// <param name="DecimalMark">True when the decimal mark is open.</param>
/// <param name="DateOrder">True when the order of day and month is.</param>
internal readonly record struct ProfileParts(bool DecimalMark, bool DateOrder)
{
    /// <summary>Every case.</summary>
    public static readonly IReadOnlyList<ProfileParts> All = [new(false, false), new(true, false), new(false, true), new(true, true)];
}
