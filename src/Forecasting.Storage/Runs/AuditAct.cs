using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Forecasting.Storage.Runs;

/// <summary>The acts that are kept for ever.</summary>
public static class AuditActs
{
    /// <summary>A run was asked for.</summary>
    public const string Trigger = "trigger";

    /// <summary>A run was called off.</summary>
    public const string Cancel = "cancel";

    /// <summary>A planner's number stood in for the forecast in a run.</summary>
    public const string Override = "override";

    /// <summary>A planner forbade a correction in a run.</summary>
    public const string Veto = "veto";

    /// <summary>The plan of a run waits for a second person.</summary>
    public const string Hold = "hold";

    /// <summary>A held plan was approved.</summary>
    public const string Approve = "approve";

    /// <summary>A held plan was rejected.</summary>
    public const string Reject = "reject";

    /// <summary>A decision about a held plan was refused.</summary>
    public const string Refused = "refused decision";

    /// <summary>Files went out.</summary>
    public const string Publish = "publish";

    /// <summary>A publication number was given up.</summary>
    public const string Void = "void";

    /// <summary>The settings are not those of the run before.</summary>
    public const string Settings = "settings";

    /// <summary>Old data were removed.</summary>
    public const string Clean = "clean";

    /// <summary>Work was taken over from a process that is gone.</summary>
    public const string TakeOver = "take-over";

    /// <summary>A file reached its partner.</summary>
    public const string Deliver = "deliver";

    /// <summary>A partner's target refused a file.</summary>
    public const string Undelivered = "delivery held";

    /// <summary>Later files may go before one that did not reach its partner.</summary>
    public const string Release = "release";

    /// <summary>Answers came in.</summary>
    public const string Acknowledge = "acknowledge";

    /// <summary>A key of a machine was made.</summary>
    public const string CreateKey = "create key";

    /// <summary>A key of a machine was taken back.</summary>
    public const string RevokeKey = "revoke key";

    /// <summary>Somebody showed the service what it does not accept, or asked for what he may not do.</summary>
    public const string RefusedAccess = "refused access";

    /// <summary>The service was asked to read files, to show a plan that does not go out, or to stop what it does.</summary>
    public const string Request = "request";

    /// <summary>A node rang for a moment of the timetable that another one had taken.</summary>
    public const string LostRing = "lost ring";

    /// <summary>The service began or ended.</summary>
    public const string Serve = "serve";

    /// <summary>A partner did not answer in the time agreed.</summary>
    public const string Unanswered = "no answer";

    /// <summary>A person closed what a partner did not answer, or refused.</summary>
    public const string Settle = "settle";
}

/// <summary>Who did what, when, to what, and why.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who: a person, or the process.</param>
/// <param name="Act">What: one of <see cref="AuditActs"/>.</param>
/// <param name="Subject">To what: the id of a run, mostly.</param>
/// <param name="Detail">How and why, in words; empty when there is nothing to say.</param>
public sealed record AuditAct(DateTimeOffset At, string Actor, string Act, string Subject, string Detail);

/// <summary>An act in the log.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Act">The act.</param>
/// <param name="PreviousHash">Hash of the entry before.</param>
/// <param name="Hash">SHA-256 of all of these; it holds every entry before in place.</param>
public sealed record AuditEntry(long Number, AuditAct Act, string PreviousHash, string Hash)
{
    /// <summary>What stands for the entry before the first.</summary>
    public static readonly string Origin = new('0', 64);

    /// <summary>The hash that this entry must have, lower-case hexadecimal.</summary>
    public string ExpectedHash() => HashOf(Number, Act, PreviousHash);

    /// <summary>The entry that follows another.</summary>
    internal static AuditEntry Following(long number, string previousHash, AuditAct act)
    {
        act = new AuditAct(StoredTime.Utc(StoredTime.Of(act.At)), OneLine.Of(act.Actor), act.Act, OneLine.Of(act.Subject), OneLine.Of(act.Detail));
        return new AuditEntry(number, act, previousHash, HashOf(number, act, previousHash));
    }

    // No field holds a control character, so no two entries have the same text.
    private static string HashOf(long number, AuditAct act, string previous)
    {
        const char End = '\u001f';
        var text = string.Join(
            End,
            number.ToString(CultureInfo.InvariantCulture),
            act.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            act.Actor,
            act.Act,
            act.Subject,
            act.Detail,
            previous);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
