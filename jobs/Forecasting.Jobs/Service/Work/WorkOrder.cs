using Forecasting.Jobs.Runs;
using Forecasting.Planning;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Work;

/// <summary>What is asked for; two that are equal are the same work.</summary>
/// <param name="Kind">What.</param>
/// <param name="AsOf">Morning of the plan; null where the data decide.</param>
/// <param name="NarrowedTo">The part that a preview shows or a run sends, see <see cref="Narrowing.ToText"/>; the run of a replay; the days of a backfill, see
/// <see cref="MissedMornings"/>.</param>
internal sealed record WorkOrder(RequestKind Kind, DateOnly? AsOf = null, string NarrowedTo = "")
{
    /// <summary>What a request asks for.</summary>
    public static WorkOrder Of(ServiceRequest request) => new(request.Kind, request.AsOf, request.NarrowedTo);

    /// <summary>Fingerprint, for idempotency keys.</summary>
    public string Hash => RunIdentity.HashOf(FormattableString.Invariant($"{Kind}|{AsOf:yyyy-MM-dd}|{NarrowedTo}"));
}
