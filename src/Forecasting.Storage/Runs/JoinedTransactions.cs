using System.Runtime.CompilerServices;

namespace Forecasting.Storage.Runs;

/// <summary>Steps that are whole on their own, and part of a larger whole where there is one: an act and its line in the audit log.</summary>
internal static class JoinedTransactions
{
    private static readonly ConditionalWeakTable<ForecastingDatabase, object> Open = [];

    /// <summary>Runs work in the transaction that is open, or in one of its own.</summary>
    public static void InJoinedTransaction(this ForecastingDatabase database, Action work)
    {
        if (Open.TryGetValue(database, out _))
        {
            work();
            return;
        }

        database.InTransaction(() =>
        {
            Open.Add(database, database);
            try
            {
                work();
            }
            finally
            {
                Open.Remove(database);
            }
        });
    }
}
