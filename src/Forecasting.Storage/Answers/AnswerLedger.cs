using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Answers;

/// <summary>What partners' systems said about the numbers of our files, and which of their files were taken.</summary>
/// <param name="database">Where it is kept.</param>
/// <remarks>Answers may come in any order and more than once: what holds about a number is the same in the end
/// (<see cref="TechnicalAnswer.Standing"/>). Nothing is ever sent again because of an answer, or for want of one.</remarks>
public sealed class AnswerLedger(ForecastingDatabase database)
{
    private const string ByPerson = "settled";

    private readonly DeliveryLedger deliveries = new(database);

    /// <summary>The answer that holds about each number that has one.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyDictionary<(string Series, long Number), TechnicalAnswer> Standing() => database.Query<Row>("Answers/ReadAll")
        .GroupBy(r => (r.Series, r.Number)).ToDictionary(g => g.Key, g => TechnicalAnswer.Standing(g.Select(r => r.ToAnswer()))!);

    /// <summary>When each number was answered first, UTC; numbers of which only the want of an answer is known are not in it.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyDictionary<(string Series, long Number), DateTimeOffset> FirstAnswers() => database.Query<Row>("Answers/ReadAll")
        .Where(r => r.ToAnswer().State != TechnicalState.Overdue)
        .GroupBy(r => (r.Series, r.Number)).ToDictionary(g => g.Key, g => StoredTime.Utc(g.Min(r => r.AnsweredAt)));

    /// <summary>The answers that hold about the files that carried each line.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ILookup<string, TechnicalAnswer> AnswersByLine()
    {
        var standing = Standing();
        return Lines().Where(l => standing.ContainsKey((l.Series, l.Number))).ToLookup(l => l.LineId, l => standing[(l.Series, l.Number)], StringComparer.Ordinal);
    }

    /// <summary>The lines of each file.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ILookup<(string Series, long Number), string> LinesByFile() => Lines().ToLookup(l => (l.Series, l.Number), l => l.LineId);

    /// <summary>Takes a technical answer.</summary>
    /// <param name="partner">Whose it is; empty = nobody said.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="reference">The file that it stood in.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public AnswerOutcome Take(string partner, NumberAnswer answer, string reference, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (partner.Length == 0)
            return answer.IsImplied ? AnswerOutcome.NothingNew : Refused("nobody says whose number it is: name the partner (--partner)");
        var outcome = AnswerOutcome.NothingNew;
        database.InTransaction(() =>
        {
            var file = Find(partner, answer.Number);
            outcome = Refusal(partner, answer, file) is { } why ? Refused(why) : Insert(file!, answer.Answer, reference, at);
        });
        return outcome;
    }

    /// <summary>Notes what was not answered in time: once for each number, with an entry in the audit log.</summary>
    /// <param name="within">Minutes that each partner has, by its name; partners that need not answer are not in it.</param>
    /// <param name="actor">Who looked.</param>
    /// <param name="at">Now.</param>
    /// <returns>What was not known to be late before.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public IReadOnlyList<PartnerDelivery> NoteOverdue(IReadOnlyDictionary<string, int> within, string actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(within);
        if (within.Count == 0)
            return [];
        var answered = Standing();
        PartnerDelivery[] late =
        [
            .. deliveries.All().Where(f => within.TryGetValue(f.Partner, out var minutes) && !answered.ContainsKey((f.Series, f.Number))
                && SentAt(f) is { } sent && at - sent > TimeSpan.FromMinutes(minutes)),
        ];
        foreach (var file in late)
        {
            database.InTransaction(() =>
            {
                Insert(file, new TechnicalAnswer("", TechnicalState.Overdue, "", ""), "", at);
                new AuditLog(database).Append(new AuditAct(
                    at, actor, AuditActs.Unanswered, file.ToString(), FormattableString.Invariant($"{file.FileName}: nothing came in {within[file.Partner]} minutes")));
            });
        }

        return late;
    }

    /// <summary>Closes what was not answered, or refused, by a person's word.</summary>
    /// <param name="partner">Name of the profile.</param>
    /// <param name="number">The number.</param>
    /// <param name="by">Who decides; not empty.</param>
    /// <param name="reason">Why; not empty.</param>
    /// <param name="at">Now.</param>
    /// <returns>Why it cannot be done, as a sentence; null when it is done.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public string? Settle(string partner, long number, string by, string reason, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        (by, reason) = (OneLine.Of(by), OneLine.Of(reason));
        string? refusal = null;
        database.InTransaction(() =>
        {
            var file = deliveries.Find(partner, number);
            var standing = file is null ? null : Standing().GetValueOrDefault((file.Series, file.Number));
            refusal = file is null ? DeliveryLedger.Unknown(partner, number)
                : standing is not { IsAlarm: true } ? $"Nothing is open about {file}: {(standing is null ? "no answer is missed" : $"it is {standing}")}."
                : null;
            if (refusal is not null)
                return;
            Insert(file!, new TechnicalAnswer(ByPerson, TechnicalState.Accepted, by, reason), "", at);
            new AuditLog(database).Append(new AuditAct(at, by, AuditActs.Settle, file!.ToString(), reason));
        });
        return refusal;
    }

    /// <summary>A file that was taken before, whole; null when it was not, or something in it was refused.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public TakenFile? FindTaken(string sha256, string partner) => database.Query<TakenFile>("Answers/FindFile", new { sha256, partner }).SingleOrDefault(f => f.IsWhole == 1);

    /// <summary>Notes a file that is taken; part of the transaction that takes what it says.</summary>
    internal void NoteTaken(string sha256, string partner, string fileName, long bytes, bool isWhole, string summary, DateTimeOffset at)
    {
        database.Execute("Answers/DeleteFile", new { sha256, partner });
        database.Execute("Answers/InsertFile", new
        {
            sha256,
            partner,
            file_name = fileName,
            bytes,
            is_whole = isWhole ? 1 : 0,
            summary,
            taken_at = StoredTime.Of(at),
        });
    }

    /// <summary>Why a line is not this partner's; null when it is, or went to no partner.</summary>
    internal string? Stranger(string partner, string lineId)
    {
        var files = database.Query<FileOfLine>("Answers/FilesOfLine", new { line_id = lineId });
        if (partner.Length == 0 || files.Count == 0 || files.Any(f => f.Partner == partner))
            return null;
        var series = SeriesOf(partner);
        return files.Any(f => f.Series == series) ? null : $"the line went to {string.Join(" and ", files.Select(f => f.Partner).Distinct())}, not to {partner}";
    }

    private static string? Refusal(string partner, NumberAnswer answer, PartnerDelivery? file) => file switch
    {
        null => $"{partner} was never given that number",
        { State: DeliveryState.Void } => $"the number is void: {file.Fault}",
        { State: DeliveryState.Reserved } => "nothing is out under that number yet",
        _ when answer.FileName.Length > 0 && answer.FileName != file.FileName => $"that number is {file.FileName}, and the answer speaks of {AnswerFile.Shown(answer.FileName)}",
        _ => null,
    };

    // Profiles that write for one receiver share its numbers, and it answers in one place.
    private PartnerDelivery? Find(string partner, long number) =>
        deliveries.Find(partner, number) ?? (SeriesOf(partner) is { } series ? deliveries.All().FirstOrDefault(f => f.Series == series && f.Number == number) : null);

    private string? SeriesOf(string partner) => deliveries.All().LastOrDefault(f => f.Partner == partner)?.Series;

    private AnswerOutcome Insert(PartnerDelivery file, TechnicalAnswer answer, string reference, DateTimeOffset at)
    {
        var before = database.Query<Row>("Answers/OfNumber", new { series = file.Series, control_no = file.Number });
        if (before.Any(r => r.ToAnswer() == answer))
            return AnswerOutcome.NothingNew;
        database.Execute("Answers/Insert", new
        {
            series = file.Series,
            control_no = file.Number,
            answer_no = before.Count + 1,
            kind = answer.Kind,
            state = answer.State.ToString(),
            code = answer.Code,
            detail = answer.Text,
            reference,
            answered_at = StoredTime.Of(at),
        });
        return AnswerOutcome.Applied;
    }

    private static DateTimeOffset? SentAt(PartnerDelivery file) => file.State switch
    {
        DeliveryState.Delivered => file.DeliveredAt ?? file.ChangedAt,
        DeliveryState.Kept => file.ChangedAt,
        _ => null,
    };

    private static AnswerOutcome Refused(string why) => new(AnswerResult.Refused, why);

    private IReadOnlyList<LineRow> Lines() => database.Query<LineRow>("Answers/ReadLines");

    private sealed record Row
    {
        public string Series { get; init; } = "";

        public long Number { get; init; }

        public string Kind { get; init; } = "";

        public string State { get; init; } = "";

        public string Code { get; init; } = "";

        public string Detail { get; init; } = "";

        public DateTime AnsweredAt { get; init; }

        public TechnicalAnswer ToAnswer() => new(Kind, Enum.Parse<TechnicalState>(State), Code, Detail);
    }

    private sealed record LineRow
    {
        public string Series { get; init; } = "";

        public long Number { get; init; }

        public string LineId { get; init; } = "";
    }

    private sealed record FileOfLine
    {
        public string Series { get; init; } = "";

        public string Partner { get; init; } = "";
    }
}

/// <summary>A file of answers that was taken.</summary>
public sealed record TakenFile
{
    /// <summary>Its name then.</summary>
    public string FileName { get; init; } = "";

    /// <summary>1 when nothing in it was refused.</summary>
    public int IsWhole { get; init; }

    /// <summary>What came of it.</summary>
    public string Summary { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime TakenAt { get; init; }
}
