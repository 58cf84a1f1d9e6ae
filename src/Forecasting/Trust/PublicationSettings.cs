namespace Forecasting.Trust;

/// <summary>When a plan waits for a second person before it goes out, and in how many workbooks it does. Section <c>publish</c> of the settings.</summary>
public sealed record PublicationSettings
{
    /// <summary>How many times the usual a cycle's orders may be, in units and in value. Above 1, at most 1000.</summary>
    /// <value>3: a promotion or the start of a season doubles a week; a lost stock file or a wrong unit does more.</value>
    public double TotalFactor { get; init; } = 3;

    /// <summary>How many times its usual order one SKU-location may be ordered. Above 1, at most 1000.</summary>
    /// <value>10: a typing error moves the decimal mark, or orders cases for pieces.</value>
    public double SkuFactor { get; init; } = 10;

    /// <summary>Cycles of the past that tell what is usual, 4..104.</summary>
    /// <value>8: two months of weeks, short enough to follow a season.</value>
    public int Cycles { get; init; } = 8;

    /// <summary>What an override may change the forecast by, in money at cost, before it needs a second person; 0 = it never does.
    /// 0 or more.</summary>
    /// <value>0: whoever may override may.</value>
    public decimal OverrideMoney { get; init; }

    /// <summary>By what the plan is split into workbooks of their own, beside the one of everything.</summary>
    /// <value>None: one workbook.</value>
    public WorkbookSplit Workbooks { get; init; }

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (!(TotalFactor is > 1 and <= 1000))
            yield return FormattableString.Invariant($"publish.totalFactor is {TotalFactor}; it must be above 1 and at most 1000.");
        if (!(SkuFactor is > 1 and <= 1000))
            yield return FormattableString.Invariant($"publish.skuFactor is {SkuFactor}; it must be above 1 and at most 1000.");
        if (Cycles is < 4 or > 104)
            yield return FormattableString.Invariant($"publish.cycles is {Cycles}; it must be between 4 and 104.");
        if (OverrideMoney < 0)
            yield return FormattableString.Invariant($"publish.overrideMoney is {OverrideMoney}; it must be 0 or more.");
    }
}
