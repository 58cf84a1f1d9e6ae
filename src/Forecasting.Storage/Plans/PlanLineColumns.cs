using System.Collections.Immutable;
using System.Data.Common;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage.Plans;

/// <summary>The explanation columns of a plan line, as they are written and read: each side in one order.</summary>
internal static class PlanLineColumns
{
    /// <summary>Digits after the decimal point that the database keeps of a plan's numbers.</summary>
    private const int Scale = 18;

    /// <summary>Writes a line, in the order of the table's columns.</summary>
    /// <param name="row">Where to.</param>
    /// <param name="run">The run that decided it.</param>
    /// <param name="position">Its place in the plan, from 0.</param>
    /// <param name="line">The line.</param>
    public static void Append(IRowWriter row, string run, int position, PlanLine line)
    {
        var (terms, advice, why) = (line.Terms, line.Recommendation, line.Recommendation.Explanation);
        row.AppendValue(run).AppendInteger(position)
            .AppendValue(line.Key.Location.Code).AppendValue(line.Key.Sku.Code).AppendValue(line.Item.Name)
            .AppendValue(terms.Supplier).AppendValue(terms.SourceLocation?.Code ?? "")
            .AppendValue((double?)terms.LeadTime.MeanDays).AppendValue((double?)terms.LeadTime.StandardDeviationDays)
            .AppendValue(terms.LeadTimeSource).AppendValue((double?)terms.ReviewDays)
            .AppendDecimal(terms.Moq, Scale).AppendDecimal(terms.PackSize, Scale).AppendDecimal(terms.MaxOrder, Scale)
            .AppendValue(terms.Assumptions)
            .AppendValue(line.Pattern.ToString()).AppendValue(line.AbcClass.ToString())
            .AppendValue(line.Forecast.Model).AppendValue(line.Forecast.Parameters).AppendValue(line.Forecast.FallbackReason);
        foreach (var term in (decimal[])
                 [
                     why.ExpectedDemand, why.SafetyStock, why.LotAllowance, why.OnHand, why.Allocated, why.Backordered, why.OnOrder,
                     why.NotNeeded, why.MinimumOrderRounding, why.PackRounding, why.MaximumCut, why.Quantity,
                 ])
            row.AppendDecimal(term, Scale);
        row.AppendDate(advice.OrderDate).AppendDate(advice.RequestedDelivery)
            .AppendValue((double?)advice.ProtectionIntervalDays).AppendDecimal(advice.DemandDeviation, Scale)
            .AppendValue(advice.ServiceTarget)
            .AppendValue((double?)advice.ExpectedService).AppendValue((double?)advice.StockoutProbabilityWithoutOrder)
            .AppendDecimal(advice.ExpectedShortageWithoutOrder, Scale).AppendDate(advice.ExpectedStockoutDate)
            .AppendDecimal(advice.MoneyAtRisk, Scale).AppendDecimal(advice.ExcessUnits, Scale).AppendValue(advice.Notes);
        foreach (var later in (decimal?[])
                 [
                     why.SharedRounding, why.BudgetCut, why.LeadTimeSafety, why.ServiceSafety, advice.Worth, advice.NextPackWorth, advice.RoundingCost,
                     why.SourceCut, why.OfferRounding, why.Joined,
                 ])
            row.AppendDecimal(later, Scale);
    }

    /// <summary>Reads a line, in the order of the columns of <c>ReadLines.sql</c>.</summary>
    /// <param name="reader">Stands on the line.</param>
    public static ExplainedLine Read(DbDataReader reader) => Read(new RowCursor(reader));

    private static ExplainedLine Read(RowCursor row) => new()
    {
        Key = new SkuLocation(new Sku(row.Text()), new Location(row.Text())),
        ItemName = row.Text(),
        Supplier = row.Text(),
        SourceLocation = row.Text(),
        LeadTime = new LeadTime(row.Double(), row.Double()),
        LeadTimeSource = row.Text(),
        ReviewDays = row.Double(),
        Moq = row.Decimal(),
        PackSize = row.Decimal(),
        MaxOrder = row.OptionalDecimal(),
        Assumptions = row.Texts(),
        Pattern = row.Text(),
        AbcClass = row.Text(),
        Model = row.Text(),
        Parameters = row.Text(),
        FallbackReason = row.Text(),
        Recommendation = new Recommendation(
            new OrderExplanation
            {
                ExpectedDemand = row.Decimal(),
                SafetyStock = row.Decimal(),
                LotAllowance = row.Decimal(),
                OnHand = row.Decimal(),
                Allocated = row.Decimal(),
                Backordered = row.Decimal(),
                OnOrder = row.Decimal(),
                NotNeeded = row.Decimal(),
                MinimumOrderRounding = row.Decimal(),
                PackRounding = row.Decimal(),
                MaximumCut = row.Decimal(),
                Joined = row.Decimal(),
                OfferRounding = row.Decimal(),
                SharedRounding = row.Decimal(),
                BudgetCut = row.Decimal(),
                SourceCut = row.Decimal(),
                LeadTimeSafety = row.Decimal(),
                ServiceSafety = row.Decimal(),
            },
            row.Date(),
            row.Date(),
            row.Double(),
            row.Decimal(),
            row.Text(),
            row.Double(),
            row.Double(),
            row.Decimal(),
            row.OptionalDate(),
            row.Decimal(),
            row.Decimal(),
            row.Texts())
        {
            Worth = row.OptionalDecimal(),
            NextPackWorth = row.OptionalDecimal(),
            RoundingCost = row.OptionalDecimal(),
        },
    };

    /// <summary>Reads the columns of one row from left to right.</summary>
    private sealed class RowCursor(DbDataReader reader)
    {
        private int column;

        public string Text() => reader.GetString(column++);

        public double Double() => reader.GetDouble(column++);

        public decimal Decimal() => reader.GetDecimal(column++);

        public decimal? OptionalDecimal() => reader.IsDBNull(column) ? Skip<decimal?>() : Decimal();

        public DateOnly Date() => reader.GetFieldValue<DateOnly>(column++);

        public DateOnly? OptionalDate() => reader.IsDBNull(column) ? Skip<DateOnly?>() : Date();

        public ImmutableArray<string> Texts() => RowValues.Texts(reader.GetValue(column++));

        private T? Skip<T>()
        {
            column++;
            return default;
        }
    }
}
