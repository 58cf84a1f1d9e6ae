using Forecasting.History;

namespace Forecasting.Cleansing;

/// <summary>One correction of history: changes <paramref name="quantities"/> in place and puts every change on record.</summary>
/// <param name="raw">The series as sold; the same length as <paramref name="quantities"/>.</param>
/// <param name="quantities">Units per bucket as the rules before this one left them; NaN = not observed.</param>
/// <param name="record">Where each change is written down.</param>
public delegate void CleansingRule(DemandSeries raw, Span<double> quantities, ICollection<Correction> record);
