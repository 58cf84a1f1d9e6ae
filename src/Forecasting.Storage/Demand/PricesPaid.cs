using System.Data.Common;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Storage.Import;

namespace Forecasting.Storage.Demand;

/// <summary>What was paid, read from an import.</summary>
/// <param name="database">The database of the import.</param>
public sealed class PricesPaid(ForecastingDatabase database)
{
    /// <summary>The prices of the SKU-locations that are asked for and were sold at a known price, ordered by key, read as they are
    /// consumed.</summary>
    /// <param name="history">The import.</param>
    /// <param name="asked">Whose, and in which buckets.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IEnumerable<PriceHistory> Read(HistoryKey history, PricesAsked asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return ReadEach(history, asked);
    }

    private IEnumerable<PriceHistory> ReadEach(HistoryKey history, PricesAsked asked)
    {
        var length = asked.Bucket.Between(asked.First, asked.End);
        var (revenue, units) = (new double[length], new double[length]);
        using var connection = database.OpenReading();
        using var command = database.Store.Streaming(connection);
        command.CommandText = database.Text("Demand/ReadPricesPaid");
        Add(command, "load_id", history.Sales);
        Add(command, "first", asked.First);
        Add(command, "as_of", asked.End);
        Add(command, "unit", asked.Bucket.Part.ToString());
        Add(command, "week_start", (int)asked.Bucket.WeekStart);
        using var reader = database.Guarded(command.ExecuteReader);
        Func<bool> next = reader.Read;
        var (position, key, isAsked) = (-1, default(SkuLocation), false);
        while (database.Guarded(next))
        {
            if (reader.GetInt32(0) is var at && at != position)
            {
                if (isAsked)
                    yield return Take(key);
                (position, key) = (at, new SkuLocation(new Sku(reader.GetString(1)), new Location(reader.GetString(2))));
                isAsked = asked.Includes(key);
            }

            if (!isAsked)
                continue;
            var i = asked.Bucket.Between(asked.First, asked.Bucket.StartOf(reader.GetFieldValue<DateOnly>(3)));
            var sold = (double)reader.GetDecimal(5);
            units[i] += sold;
            revenue[i] += (double)reader.GetDecimal(4) * sold;
        }

        if (isAsked)
            yield return Take(key);

        PriceHistory Take(SkuLocation its)
        {
            var paid = new double[length];
            for (var i = 0; i < length; i++)
                paid[i] = units[i] > 0 ? revenue[i] / units[i] : double.NaN;
            Array.Clear(revenue);
            Array.Clear(units);
            return new PriceHistory(its, asked.Bucket, asked.First, [.. paid]);
        }
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
