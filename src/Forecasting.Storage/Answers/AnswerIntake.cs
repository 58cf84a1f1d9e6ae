using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Forecasting.Planning;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Answers;

/// <summary>Whose answers are taken.</summary>
/// <param name="Name">Name of the profile; empty = nobody said.</param>
/// <param name="Ours">How our envelopes name us; empty = they do not.</param>
/// <param name="Theirs">How they name the partner; empty = they do not.</param>
public sealed record AnsweringPartner(string Name, string Ours = "", string Theirs = "")
{
    /// <summary>Nobody said.</summary>
    public static readonly AnsweringPartner Unknown = new("");
}

/// <summary>An answer that was refused, and why.</summary>
/// <param name="Place">Where it stands in the file.</param>
/// <param name="Subject">What it speaks of.</param>
/// <param name="Reason">Why.</param>
public sealed record RefusedAnswer(string Place, string Subject, string Reason)
{
    /// <summary><c>line 3, L7: no such line went out</c>.</summary>
    public override string ToString() => Subject.Length > 0 ? $"{Place}, {Subject}: {Reason}" : $"{Place}: {Reason}";
}

/// <summary>What came of a file of answers.</summary>
/// <param name="Applied">Answers that are on record now.</param>
/// <param name="Known">Answers that said nothing new.</param>
/// <param name="Refused">Answers that were refused.</param>
/// <param name="WasTaken">True when the very file had been taken before: nothing was looked at.</param>
public sealed record IntakeResult(int Applied, int Known, ImmutableArray<RefusedAnswer> Refused, bool WasTaken)
{
    /// <summary><c>2 applied, 1 known already, 0 refused</c>.</summary>
    public override string ToString() => WasTaken ? "taken before, nothing changes"
        : string.Create(CultureInfo.InvariantCulture, $"{Applied} applied, {Known} known already, {Refused.Length} refused");
}

/// <summary>Takes what a file of answers says: all of it or, when the process dies, nothing.</summary>
/// <param name="database">Where the ledger is.</param>
public sealed class AnswerIntake(ForecastingDatabase database)
{
    /// <summary>A file of which more is refused is not meant for us, and must not keep a run waiting.</summary>
    private const int MostRefused = 1_000;

    private readonly AnswerLedger answers = new(database);
    private readonly ReorderLedger orders = new(database);

    /// <summary>Takes a file.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="fileName">Its name, for the records.</param>
    /// <param name="partner">Whose it is.</param>
    /// <param name="actor">Who takes it.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="AnswerFileException">It cannot be read, or comes from somebody else; nothing was taken.</exception>
    /// <exception cref="DatabaseException">The database cannot be written; nothing was taken.</exception>
    public IntakeResult Take(byte[] bytes, string fileName, AnsweringPartner partner, string actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(partner);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (answers.FindTaken(sha256, partner.Name) is not null)
            return new IntakeResult(0, 0, [], WasTaken: true);
        var document = AnswerFile.Read(bytes);
        CheckEnvelope(document, partner);
        fileName = OneLine.Of(fileName);
        IntakeResult? result = null;
        database.InTransaction(() =>
        {
            result = Take(document, fileName, sha256, partner.Name, at);
            answers.NoteTaken(sha256, partner.Name, fileName, bytes.Length, result.Refused.IsEmpty, result.ToString(), at);
            if (result.Applied + result.Refused.Length > 0)
                new AuditLog(database).Append(new AuditAct(at, actor, AuditActs.Acknowledge, partner.Name.Length > 0 ? $"{partner.Name}: {fileName}" : fileName, result.ToString()));
        });
        return result!;
    }

    private static void CheckEnvelope(AnswerDocument document, AnsweringPartner partner)
    {
        Same("from", document.Sender, partner.Theirs);
        Same("for", document.Receiver, partner.Ours);

        void Same(string word, string found, string expected)
        {
            if (found.Length > 0 && expected.Length > 0 && found != expected)
                throw new AnswerFileException($"it is {word} \"{AnswerFile.Shown(found)}\", and what {partner.Name} answers is {word} \"{expected}\"");
        }
    }

    private IntakeResult Take(AnswerDocument document, string fileName, string sha256, string partner, DateTimeOffset at)
    {
        var (applied, known, refused) = (0, 0, ImmutableArray.CreateBuilder<RefusedAnswer>());
        foreach (var answer in document.Answers)
        {
            if (refused.Count > MostRefused)
                throw new AnswerFileException(FormattableString.Invariant($"more than {MostRefused} of its answers are refused, the first: {refused[0]}"));
            switch (answer)
            {
                case NumberAnswer number:
                    // What only follows from an answer about a line counts with that.
                    var outcome = answers.Take(partner, number, fileName, at);
                    if (!number.IsImplied || outcome.Result == AnswerResult.Refused)
                        Count(answer.Place, number.Number.ToString(CultureInfo.InvariantCulture), outcome);
                    break;
                case LineAnswer line:
                    TakeLine(line);
                    break;
                case UnreadableAnswer unreadable:
                    refused.Add(new RefusedAnswer(unreadable.Place, unreadable.Subject, unreadable.Fault));
                    break;
            }
        }

        return new IntakeResult(applied, known, refused.ToImmutable(), WasTaken: false);

        void TakeLine(LineAnswer line)
        {
            IReadOnlyList<OrderedLine> lines = line.LineId.Length > 0 ? orders.Find(line.LineId) is { } one ? [one] : [] : orders.LinesOf(line.OrderId, line.LineNumber);
            if (lines.Count == 0)
                Count(line.Place, AnswerFile.Shown(line.Subject), Refuse(line.LineId.Length > 0 || line.LineNumber is not null ? "no such line went out" : "no such order went out"));
            foreach (var ordered in lines)
            {
                var why = line.OrderId.Length > 0 && line.OrderId != ordered.OrderId ? $"the line is of order {ordered.OrderId}" : answers.Stranger(partner, ordered.LineId);
                var said = new Acknowledgement(ordered.LineId, line.State, line.Quantity, fileName, line.Text)
                {
                    TheirReference = line.TheirReference,
                    ConfirmedDate = line.Date,
                    Code = line.Code,
                };
                Count(line.Place, ordered.LineId, why is null ? orders.Acknowledge(said, at, sha256) : Refuse(why));
            }
        }

        void Count(string place, string subject, AnswerOutcome outcome)
        {
            switch (outcome.Result)
            {
                case AnswerResult.Applied:
                    applied++;
                    break;
                case AnswerResult.NothingNew:
                    known++;
                    break;
                default:
                    refused.Add(new RefusedAnswer(place, subject, outcome.Reason));
                    break;
            }
        }
    }

    private static AnswerOutcome Refuse(string why) => new(AnswerResult.Refused, why);
}
