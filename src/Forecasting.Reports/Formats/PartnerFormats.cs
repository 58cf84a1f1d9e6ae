using System.Collections.Immutable;

namespace Forecasting.Reports.Formats;

/// <summary>Every format that a partner profile can name.</summary>
public static class PartnerFormats
{
    /// <summary>The formats, by name.</summary>
    public static ImmutableSortedDictionary<string, PartnerFormat> All { get; } = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        new PartnerFormat[]
        {
            CanonicalCsv.Format, JsonLines.Format, EdifactOrders.Format, EdifactForecast.Format, X12PurchaseOrder.Format, X12ShippingOrder.Format,
            X12Forecast.Format, Dynamics365.Headers, Dynamics365.Lines, Dynamics365.Package, Odoo.Orders, Odoo.RuleFormat, NetSuite.Format,
            OracleWarehouse.Format, SapOrders.Format, SapRequisition.Format, ErpNext.Format, Gs1Order.Format, ThirdPartyLogistics.Format,
        }.Select(f => KeyValuePair.Create(f.Name, f)));
}
