using System.Globalization;

namespace Forecasting.Forecasters.Ces;

/// <summary>A complex smoothing constant, α = α₀ + iα₁.</summary>
/// <param name="Real">α₀: how far the smoothed value follows, near 1 slowly, near 2 at once.</param>
/// <param name="Imaginary">α₁: what becomes of past errors. At 1 they leave a level; below, it dies away, and above, it goes on growing.</param>
/// <remarks>Svetunkov, Kourentzes and Ord, Complex exponential smoothing, Naval Research Logistics 69 (2022), 1108–1123. With a smoothed value ℓ and a
/// potential c (what the errors of the past have left behind), e = x − ℓ:
/// <para>ℓ ← ℓ − (1 − α₁) c + (α₀ − α₁) e, c ← ℓ + (1 − α₀) c + (α₀ + α₁) e.</para></remarks>
internal readonly record struct CesConstant(double Real, double Imaginary)
{
    /// <summary>How the four numbers of the recursion follow from the constant.</summary>
    /// <value>(α₀ − α₁, α₀ + α₁, 1 − α₁, 1 − α₀): what of an error goes into the value and into the potential, what of the potential leaves the value,
    /// and what of it stays.</value>
    public (double ValueGain, double PotentialGain, double Turn, double Kept) Recursion =>
        (Real - Imaginary, Real + Imaginary, 1 - Imaginary, 1 - Real);

    /// <summary>True when old errors are forgotten: both roots of the recursion, with the data as they were, lie within the unit circle.</summary>
    /// <remarks>Of D = F − g wᵀ: |trace| &lt; 1 + determinant &lt; 2. The paper's stability condition.</remarks>
    public bool IsStable
    {
        get
        {
            var (valueGain, potentialGain, turn, kept) = Recursion;
            var trace = 1 - valueGain + kept;
            var determinant = (1 - valueGain) * kept + turn * (1 - potentialGain);
            return determinant < 1 && Math.Abs(trace) < 1 + determinant;
        }
    }

    /// <summary>What one bucket multiplies a forecast's largest part by in the long run: the larger root, in size, of the recursion without errors.</summary>
    /// <remarks>Of F = (1, −(1 − α₁); 1, 1 − α₀). 1 for a level; above, forecasts grow without end; below, they die away.</remarks>
    public double LargestRoot
    {
        get
        {
            var trace = 2 - Real;
            var determinant = 1 - Real + 1 - Imaginary;
            var discriminant = trace * trace / 4 - determinant;
            return discriminant < 0 ? Math.Sqrt(determinant) : Math.Abs(trace / 2) + Math.Sqrt(discriminant);
        }
    }

    /// <summary>The constant at two coordinates of a search.</summary>
    /// <param name="real">α₀ itself.</param>
    /// <param name="imaginary">v, α₁ = 1 + sinh(3v) ÷ 10: near 1, where a little makes a difference, there is room.</param>
    public static CesConstant At(double real, double imaginary) => new(real, 1 + 0.1 * Math.Sinh(3 * imaginary));

    /// <summary>As in <c>1.3 + 1.002i</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Real:0.###} {(Imaginary < 0 ? '-' : '+')} {Math.Abs(Imaginary):0.###}i");
}
