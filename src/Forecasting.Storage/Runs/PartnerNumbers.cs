using System.Globalization;
using Forecasting.Planning;

namespace Forecasting.Storage.Runs;

/// <summary>The control numbers of partners' files: reserved with the plan, used once, void when the plan is given up.</summary>
/// <param name="database">Where they are kept.</param>
internal sealed class PartnerNumbers(ForecastingDatabase database)
{
    /// <summary>The numbers that a run may use in a series.</summary>
    /// <param name="runId">The run; begun or not.</param>
    /// <param name="sequence">Number of its publication.</param>
    /// <param name="series">Name of the series.</param>
    /// <param name="partners">The profiles in it: each can have one file.</param>
    /// <param name="first">The smallest number of the series.</param>
    public NumberSeries Free(string runId, long sequence, string series, IReadOnlyCollection<string> partners, long first)
    {
        var own = Reserved(runId).Where(f => f.Sequence == sequence && f.Series == series).Select(f => f.Number).Take(partners.Count).ToArray();
        var last = partners.Max(partner => database.Scalar<long>("Deliveries/LastNumber", new { series, partner }));
        return new NumberSeries(series, [.. own, .. Enumerable.Range(0, partners.Count - own.Length).Select(i => Math.Max(last + 1, first) + i)]);
    }

    /// <summary>Reserves the numbers of a plan's files, or finds those that it has; part of the transaction that saves the plan.</summary>
    /// <param name="run">The run as it was before.</param>
    /// <param name="sequence">Number of its publication.</param>
    /// <param name="cycle">First day of the plan cycle.</param>
    /// <param name="files">The files of the plan.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="DatabaseException">Files of the run may be out, and these are not they; or somebody else has a number.</exception>
    public void Reserve(LedgerRun run, long sequence, DateOnly cycle, IReadOnlyCollection<PlannedPartnerFile> files, DateTimeOffset at)
    {
        var own = Reserved(run.RunId).ToDictionary(f => (f.Series, f.Number));
        if (run.State == RunState.Publishing && !own.Values.Select(f => (f.Partner, f.Number)).Order().SequenceEqual(files.Select(f => (f.Partner, f.Number)).Order()))
        {
            throw new DatabaseException($"Run {run.RunId} was interrupted while its files were on their way, and its files for partners are not the same "
                + "any more. Cancel it, and run again.");
        }

        foreach (var file in files)
        {
            var row = new
            {
                series = file.Series,
                control_no = file.Number,
                partner = file.Partner,
                sequence,
                run_id = run.RunId,
                format = file.Format,
                format_version = file.Version,
                file_name = file.FileName,
                row_count = file.Rows,
                is_test = file.IsTest ? 1 : 0,
                replaces = database.Scalar<long?>("Deliveries/Replaced", new { partner = file.Partner, scope = run.Scope, cycle }),
                target = file.Target,
                host_key = file.HostKey,
                changed_at = StoredTime.Of(at),
            };
            var statement = own.Remove((file.Series, file.Number)) ? "Deliveries/ReserveAgain" : "Deliveries/Insert";
            if (database.Execute(statement, row) != 1)
                throw new DatabaseException($"The number {file.Partner}/{file.Number.ToString(CultureInfo.InvariantCulture)} of run {run.RunId} was given up meanwhile. Run it again.");
            database.Execute("Answers/DeleteLines", new { series = file.Series, control_no = file.Number });
            database.Append("run", "partner_line", file.LineIds, (table, line) => table.AppendValue(file.Series).AppendValue((long?)file.Number).AppendValue(line));
        }

        foreach (var left in own.Values)
            Void(left, "the plan was made again without it", at);
    }

    /// <summary>Gives up the numbers of a publication that is given up; part of a transaction.</summary>
    public void VoidPublication(long sequence, string reason, DateTimeOffset at) =>
        database.Execute("Deliveries/VoidPublication", new { sequence, reason, changed_at = StoredTime.Of(at) });

    /// <summary>Records the files of a publication that is out, and gives up the numbers of plans that it overtook; part of a transaction.</summary>
    public void Publish(long sequence, IReadOnlyCollection<PublishedPartnerFile> files, DateTimeOffset at)
    {
        foreach (var file in files)
        {
            var found = new { sequence, partner = file.Partner, control_no = file.Number, sha256 = file.Sha256, bytes = file.Bytes, changed_at = StoredTime.Of(at) };
            database.Execute("Deliveries/Publish", found);
        }

        var reason = string.Create(CultureInfo.InvariantCulture, $"publication {sequence} went out before it");
        database.Execute("Deliveries/VoidOvertaken", new { sequence, reason, changed_at = StoredTime.Of(at) });
    }

    private IEnumerable<PartnerDelivery> Reserved(string runId) =>
        database.Query<PartnerDeliveryRow>("Deliveries/ReadReserved", new { run_id = runId }).Select(r => r.ToDelivery());

    private void Void(PartnerDelivery file, string reason, DateTimeOffset at) => database.Execute(
        "Deliveries/Void", new { series = file.Series, control_no = file.Number, reason, changed_at = StoredTime.Of(at) });
}
