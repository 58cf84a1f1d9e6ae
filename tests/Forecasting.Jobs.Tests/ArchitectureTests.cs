using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Forecasting.Catalog;
using Forecasting.Jobs.Demo;
using NUnit.Framework;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace Forecasting.Jobs.Tests;

/// <summary>Who may know whom: the program knows all, the edges know the core and not each other, the core knows nothing of ours.</summary>
[TestFixture]
public sealed class ArchitectureTests
{
    private static readonly Assembly Core = typeof(Sku).Assembly;
    private static readonly Assembly Program = typeof(DemoCompany).Assembly;
    private static readonly Assembly Storage = Assembly.Load("Forecasting.Storage");
    private static readonly Assembly Reports = Assembly.Load("Forecasting.Reports");
    private static readonly Assembly Learning = Assembly.Load("Forecasting.Learning");

    private static readonly string[] Edges = ["Forecasting.Storage", "Forecasting.Reports", "Forecasting.Learning"];

    // Types(true): framework types are only seen by a rule that includes referenced types; with Types() it passes whatever the code does.
    private static readonly IObjectProvider<IType> OutsideWorld = Types(true).That()
        .HaveFullNameMatching(@"^System\.(IO\.(File|Directory|Path|Stream)|Console$|Diagnostics\.Process|Environment$|Net\.|Data\.)");

    [Test]
    public void Core_References_OnlyTheRuntime()
    {
        var foreign = References(Core).Where(name => !name.StartsWith("System", StringComparison.Ordinal) && name is not ("netstandard" or "mscorlib"));
        Assert.That(foreign, Is.Empty);
    }

    [Test]
    public void Core_Types_TouchNoFileConsoleProcessNetworkOrDatabase() => Assert.That(Breaches(Core), Is.Empty);

    [Test]
    public void Program_Types_TouchFiles_SoTheRuleCanFail() => Assert.That(Breaches(Program), Is.Not.Empty);

    [TestCase("Forecasting.Storage")]
    [TestCase("Forecasting.Reports")]
    [TestCase("Forecasting.Learning")]
    public void Edge_References_OfOursOnlyTheCore(string edge)
    {
        Assert.That(OfOurs(Assembly.Load(edge)), Is.SubsetOf(new[] { "Forecasting" }));
    }

    [Test]
    public void Program_References_OfOursOnlyTheCoreAndTheEdges() =>
        Assert.That(OfOurs(Program), Is.SubsetOf(Edges.Append("Forecasting")));

    [Test]
    public void Tests_References_IncludeTheProgram_SoTheCheckCanFail() =>
        Assert.That(OfOurs(typeof(ArchitectureTests).Assembly), Does.Contain("Forecasting.Jobs").And.Contain("Forecasting"));

    [Test]
    public void Edges_ThirdPartyPackages_StayOnTheirSide()
    {
        Assert.That(References(Reports), Has.None.StartsWith("DuckDB").And.None.EqualTo("Dapper"));
        Assert.That(References(Storage), Has.None.EqualTo("ClosedXML").And.None.StartsWith("DocumentFormat"));
    }

    [Test]
    public void Namespaces_OfEveryAssembly_BeginWithItsName()
    {
        foreach (var assembly in new[] { Core, Storage, Reports, Learning, Program })
        {
            var name = assembly.GetName().Name!;
            var strangers = assembly.GetTypes()
                .Where(type => type.IsPublic && type.Namespace is { } space && space != name && !space.StartsWith(name + ".", StringComparison.Ordinal))
                .Select(type => type.FullName);
            Assert.That(strangers, Is.Empty, name);
        }
    }

    private static string[] Breaches(Assembly assembly)
    {
        var architecture = new ArchLoader().LoadAssembly(assembly).Build();
        var rule = Types().That().ResideInAssembly(assembly).Should().NotDependOnAny(OutsideWorld);
        return [.. rule.Evaluate(architecture).Where(result => !result.Passed).Select(result => result.Description)];
    }

    private static string[] References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];

    private static string[] OfOurs(Assembly assembly) =>
        [.. References(assembly).Where(name => name == "Forecasting" || name.StartsWith("Forecasting.", StringComparison.Ordinal))];
}
