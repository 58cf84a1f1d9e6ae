using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Storage;
using Forecasting.Storage.Answers;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Deliveries;

/// <summary>Files for partners that are out, as a report tells of them.</summary>
internal static class SentFiles
{
    /// <summary>Files of each partner that are told of besides those that a person must look at.</summary>
    private const int Newest = 5;

    /// <summary>What a plan knows: what a person must look at, what has not arrived, and the newest files of each partner.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="runId">The run that asks: its own files are not among them.</param>
    /// <exception cref="DatabaseException">The ledger cannot be read.</exception>
    public static ImmutableArray<PartnerFileStatus> Before(ForecastingDatabase database, string runId)
    {
        var files = new DeliveryLedger(database).All().Where(f => f.RunId != runId && f.State is not (DeliveryState.Reserved or DeliveryState.Void)).ToList();
        if (files.Count == 0)
            return [];
        var ledger = new AnswerLedger(database);
        var (standing, lines) = (ledger.Standing(), ledger.LinesByFile());
        var said = new ReorderLedger(database).Answers();
        var mornings = new RunLedger(database).Runs().ToDictionary(r => r.RunId, r => r.AsOf, StringComparer.Ordinal);
        return
        [
            .. files.GroupBy(f => f.Partner, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .SelectMany(g => g.OrderBy(f => f.Number).Where((f, i) =>
                    i >= g.Count() - Newest || f.State is DeliveryState.Pending or DeliveryState.Held || standing.GetValueOrDefault((f.Series, f.Number)) is { IsAlarm: true }))
                .Select(Status),
        ];

        PartnerFileStatus Status(PartnerDelivery file)
        {
            var own = lines[(file.Series, file.Number)].ToList();
            var states = own.Select(id => said.GetValueOrDefault(id)?.State).ToList();
            return new PartnerFileStatus(
                file.Partner, file.Number, file.FileName, PartnerDeliveries.Word(file.State), mornings.GetValueOrDefault(file.RunId), standing.GetValueOrDefault((file.Series, file.Number)),
                own.Count, Count(AcknowledgementState.Received), Count(AcknowledgementState.Accepted), Count(AcknowledgementState.Rejected));

            int Count(AcknowledgementState state) => states.Count(s => s == state);
        }
    }
}
