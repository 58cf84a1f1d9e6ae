using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>Fault tests that take many minutes: run before a release (<c>tests/release-faults.sh</c>), and whenever they are asked for.</summary>
internal static class LongFaults
{
    private const string Variable = "FORECASTING_FAULTS";

    /// <summary>True when somebody asks for them.</summary>
    public static bool AreAsked => Environment.GetEnvironmentVariable(Variable) == "1";

    /// <summary>Ends the test: skipped, unless it is asked for.</summary>
    public static void SkipUnlessAsked()
    {
        if (!AreAsked)
            Assert.Ignore($"Takes many minutes: set {Variable}=1, or run tests/release-faults.sh.");
    }
}
