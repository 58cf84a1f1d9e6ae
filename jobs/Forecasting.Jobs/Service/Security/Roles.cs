using System.Collections.Immutable;
using System.Security.Claims;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Service.Security;

/// <summary>Who may do what: the four roles, and the policies that name who may call an endpoint.</summary>
internal static class Roles
{
    /// <summary>Looks.</summary>
    public const string Viewer = "viewer";

    /// <summary>Looks, and asks what a run would order.</summary>
    public const string Planner = "planner";

    /// <summary>The same, and starts and stops runs.</summary>
    public const string Operator = "operator";

    /// <summary>Looks, and decides about held plans.</summary>
    public const string Approver = "approver";

    /// <summary>Policy of those who may read the audit log.</summary>
    public const string Auditor = "auditor";

    /// <summary>The claim of our own roles: given by this service alone, whatever a token says.</summary>
    public const string ClaimType = "urn:forecasting:role";

    /// <summary>Every role.</summary>
    public static readonly ImmutableArray<string> All = [Viewer, Planner, Operator, Approver];

    /// <summary>The roles that each policy lets in.</summary>
    public static readonly ImmutableDictionary<string, ImmutableArray<string>> Policies = new Dictionary<string, ImmutableArray<string>>
    {
        [Viewer] = All,
        [Planner] = [Planner, Operator],
        [Operator] = [Operator],
        [Approver] = [Approver],
        [Auditor] = [Operator, Approver],
    }.ToImmutableDictionary();

    /// <summary>True when somebody may do what a policy is about.</summary>
    public static bool May(this ClaimsPrincipal user, string policy) =>
        Policies[policy].Any(role => user.HasClaim(ClaimType, role));

    /// <summary>The name of whoever asks, for the audit log and the rule of four eyes.</summary>
    public static string NameOf(this ClaimsPrincipal user) => user.Identity?.Name is { Length: > 0 } name ? name : "unknown";

    /// <summary>The roles that the values of a claim give.</summary>
    public static IEnumerable<string> Of(IReadOnlyCollection<string> values, RoleSettings settings) =>
        from role in new (string Name, ImmutableArray<string> Values)[]
        {
            (Viewer, settings.Viewer), (Planner, settings.Planner), (Operator, settings.Operator), (Approver, settings.Approver),
        }
        where role.Values.Any(value => values.Contains(value, StringComparer.Ordinal))
        select role.Name;

    /// <summary>Whoever has been identified, in our words: a name, and our roles.</summary>
    public static ClaimsPrincipal Person(string name, IEnumerable<string> roles, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimType);
        identity.AddClaim(new Claim(ClaimTypes.Name, name));
        foreach (var role in roles)
            identity.AddClaim(new Claim(ClaimType, role));
        return new ClaimsPrincipal(identity);
    }
}
