namespace Forecasting.Catalog;

/// <summary>How long places of a network may keep each other waiting, so that safety stock stands where it costs least.</summary>
/// <param name="InboundDays">Days that the source may take before it sends what is ordered, ≥ 0; on top of the lead time.</param>
/// <param name="OutboundDays">Days that the place itself may take before it sends, ≥ 0; at most <paramref name="InboundDays"/> and its lead time.</param>
public sealed record ServicePromise(int InboundDays, int OutboundDays);
