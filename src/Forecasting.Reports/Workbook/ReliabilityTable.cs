using Forecasting.Planning;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>How suppliers keep their word: promised against actual, what costs most first. Below the orders, in the columns that are there.</summary>
internal static class ReliabilityTable
{
    /// <summary>Rows at most: below, nobody is worth a call.</summary>
    private const int MostRows = 1_000;

    /// <summary>Adds the table; nothing where no supplier has delivered often enough.</summary>
    /// <param name="draft">The sheet.</param>
    /// <param name="row">Row of its heading.</param>
    /// <param name="report">The plan.</param>
    /// <returns>The first row below it that is free, with one between; <paramref name="row"/> when there is no table.</returns>
    public static int Add(SheetDraft draft, int row, PlanReport report)
    {
        if (report.Reliability.IsEmpty)
            return row;
        var (shown, more) = Table.Limit(report.Reliability, MostRows, "row", "rows", "the receipts");
        draft.Put(row, 1, "How suppliers keep their word", Looks.Heading);
        draft.Put(
            row + 1, 1,
            "From receipts and open orders, the supplier whose unreliability costs most first: money held is the safety stock, at cost, that is there because deliveries do not always take the same "
            + "time. Closed days do not count. On time: nine tenths of the order were there on the day promised; what is overdue now is late. " + more,
            Looks.Subtitle);
        var last = Table.Place(draft, row + 2, Columns(report), shown);
        draft.Layout.Row(row + 2).Height = 52;
        return last + 2;
    }

    private static TableColumn<SupplierReliability>[] Columns(PlanReport report) =>
    [
        new("Supplier or source", 0, Looks.Code, r => CellContent.Text(r.Sender)),
        new("Orders come", 0, Looks.Whole, r => CellContent.Number((decimal)r.Orders)),
        new("On time", 0, Looks.Percent, r => Known(r.OnTimeShare)),
        new("To", 0, Looks.Code, r => CellContent.Text(r.Place?.Code ?? "all places")),
        new("Name", 0, Looks.Code, r => CellContent.Text(Name(r, report))),
        new("Lead time, mean (days)", 0, Looks.UnitsRounded, r => Known(r.MeanDays)),
        new("Lead time, deviation (days)", 0, Looks.UnitsRounded, r => Known(r.DeviationDays)),
        new("Pro-\nmised (days)", 0, Looks.UnitsRounded, r => Known(r.PromisedDays)),
        new("Late, mean (days)", 0, Looks.UnitsRounded, r => Known(r.MeanDaysLate)),
        new("In one delivery", 0, Looks.Percent, r => Known(r.WholeShare)),
        new("Money held for its spread", 0, Looks.Money, r => CellContent.Number(r.SafetyMoney)),
        new("Cur.", 0, Looks.Code, r => CellContent.Text(r.Currency)),
        new("Order lines overdue now", 0, Looks.Whole, r => CellContent.Number((decimal)r.Overdue)),
        new("Orders since", 0, Looks.Date, r => CellContent.Date(r.Since)),
    ];

    private static CellContent Known(double? value) => value is { } known ? CellContent.Number(known) : CellContent.Blank;

    private static string Name(SupplierReliability row, PlanReport report) => report.Suppliers.GetValueOrDefault(row.Sender)?.Name ?? "";
}
