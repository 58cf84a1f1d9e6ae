namespace Forecasting.Forecasters.Ets;

/// <summary>Which form a history asks for.</summary>
internal static class EtsSelection
{
    /// <summary>Forms that are searched to the end; the others fell behind on the coarse grid.</summary>
    private const int Searched = 4;

    /// <summary>The form with the smallest corrected Akaike criterion, fitted.</summary>
    /// <param name="window">The demand.</param>
    /// <remarks>A history too short for any choice gets <see cref="EtsForm.Simplest"/>.</remarks>
    public static EtsFit Best(EtsWindow window)
    {
        var fits = new List<EtsFit>(EtsForm.Stable.Length);
        foreach (var form in EtsForm.Stable)
        {
            if (form.Fits(window))
                fits.Add(EtsFit.Coarse(form, window));
        }

        if (fits.Count == 0)
            fits.Add(EtsFit.Coarse(EtsForm.Simplest, window));

        // A stable order: of two equal forms the simpler one comes first.
        EtsFit? best = null;
        foreach (var fit in fits.OrderBy(fit => fit.Aicc).Take(Searched))
        {
            fit.Search();
            if (best is null || fit.Aicc < best.Aicc)
                best = fit;
        }

        return best!;
    }
}
