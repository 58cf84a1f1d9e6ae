using System.Text;

namespace Forecasting.History;

/// <summary>Names of people, as they sign.</summary>
public static class PersonName
{
    /// <summary>True when two names are of the same person, however they are typed: outer blanks, letter case and the width of letters say
    /// nothing.</summary>
    public static bool AreSame(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return string.Equals(
            a.Trim().Normalize(NormalizationForm.FormKC), b.Trim().Normalize(NormalizationForm.FormKC), StringComparison.OrdinalIgnoreCase);
    }
}
