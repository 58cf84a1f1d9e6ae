using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

/// <summary>Agreement with answers of the Python package stockpyl, each number to the tolerance that its file states.</summary>
/// <remarks>FORECASTING_SHARED names the folder that holds reference/inventory; without it these tests are skipped, and the brute
/// force of the other fixtures stays.</remarks>
public sealed class ReferenceAgreementTests
{
    [TestCase("eoq", 11)]
    [TestCase("finite_horizon", 2)]
    [TestCase("gsm", 5)]
    [TestCase("loss", 4)]
    [TestCase("lot_sizing", 3)]
    [TestCase("newsvendor", 10)]
    [TestCase("rq", 6)]
    [TestCase("simulation", 5)]
    [TestCase("ss", 5)]
    [TestCase("ssm", 3)]
    [TestCase("supply_uncertainty", 4)]
    public void EveryProblem_OfATopic_HasItsAnswer(string topic, int count)
    {
        var problems = ReferenceProblem.OfTopic(topic);
        Assert.That(problems, Has.Count.EqualTo(count));
        using (Assert.EnterMultipleScope())
        {
            foreach (var problem in problems)
                Compare(problem);
        }
    }

    [Test]
    public void EveryFile_OfTheFolder_IsATopicOfTheTestAbove()
    {
        var method = typeof(ReferenceAgreementTests).GetMethod(nameof(EveryProblem_OfATopic_HasItsAnswer))!;
        var tested = method.GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>().Select(test => test.Arguments[0]);
        Assert.That(ReferenceProblem.Topics(), Is.EquivalentTo(tested));
    }

    private static void Compare(ReferenceProblem problem)
    {
        if (!ReferenceAnswers.Handlers.TryGetValue(problem.Function, out var answer))
        {
            Assert.Fail($"{problem.Id}: nothing of ours answers {problem.Function}.");
            return;
        }

        var ours = answer(problem);
        var theirs = problem.Answer();
        Assert.That(ours.Keys, Is.EquivalentTo(theirs.Keys), $"{problem.Id}: what is answered");
        foreach (var (name, expected) in theirs)
            Assert.That(
                ours.GetValueOrDefault(name, double.NaN),
                Is.EqualTo(expected).Within(Allowed(problem, name, expected)), $"{problem.Id}: {name}");
    }

    // The notes of the files: arguments of a flat optimum are looser than its cost, levels on a grid are within one unit.
    private static double Allowed(ReferenceProblem problem, string name, double expected) => (problem.Function, name) switch
    {
        (_, "exact.cost") => 1e-6 * expected,
        (_, "exact.reorder_point" or "exact.order_quantity") => 1e-3 * expected,
        ("finite_horizon_dp", not "total_cost") => 1,
        _ when problem.Id == "ssm-serial-2" => 0.01 * expected,
        (_, "simulated_mean") => problem.Tolerance * expected,
        (_, "simulated_se") => expected,
        _ => Math.Max(problem.Tolerance * Math.Abs(expected), 1e-12),
    };
}
