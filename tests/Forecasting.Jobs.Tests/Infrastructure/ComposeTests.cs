using NUnit.Framework;
using YamlDotNet.RepresentationModel;

namespace Forecasting.Jobs.Tests.Infrastructure;

/// <summary>The local environments: nothing in them is open to other machines, privileged, or a secret.</summary>
[TestFixture]
public sealed class ComposeTests
{
    [TestCase("compose.yaml")]
    [TestCase("compose.postgres.yaml")]
    public void Services_AreShutIn(string file) => Assert.That(Faults(Yaml.File("infra", "local", file)), Is.Empty);

    [Test]
    public void PlantedFaults_AreCaught()
    {
        var faults = Faults(Yaml.Parse(
            """
            services:
              open:
                cap_drop: [ALL]
                security_opt: ["no-new-privileges:true"]
                read_only: true
                ports: ["1433:1433"]
                environment: { PASSWORD: letmein }
                depends_on: { gone: { condition: service_healthy } }
              loose:
                image: x
            """));
        Assert.That(faults, Is.EquivalentTo(new[]
        {
            "open: 1433:1433 is open to other machines", "open: PASSWORD stands in the file", "open: there is no gone", "loose: may get more rights", "loose: has capabilities",
            "loose: can write",
        }));
    }

    private static bool IsSecret(string variable) =>
        variable.Contains("PASSWORD", StringComparison.Ordinal) || variable.Contains("KEY", StringComparison.Ordinal);

    private static IEnumerable<string> Faults(YamlMappingNode compose)
    {
        var services = compose.Get("services").Pairs().ToDictionary();
        foreach (var (name, service) in services)
        {
            // SQL Server's image writes where it lies, and needs its capabilities to begin.
            var isSqlServer = service.Get("volumes").Words().Any(volume => volume.EndsWith("/var/opt/mssql", StringComparison.Ordinal));
            if (!service.Get("security_opt").Words().Contains("no-new-privileges:true"))
                yield return $"{name}: may get more rights";
            if (!isSqlServer && !service.Get("cap_drop").Words().Contains("ALL"))
                yield return $"{name}: has capabilities";
            if (!isSqlServer && service.Get("read_only").Text() != "true")
                yield return $"{name}: can write";
            foreach (var port in service.Get("ports").Words().Where(port => !port.StartsWith("127.0.0.1:", StringComparison.Ordinal)))
                yield return $"{name}: {port} is open to other machines";
            foreach (var (key, value) in service.Get("environment").Pairs().Where(pair => IsSecret(pair.Key)))
            {
                if (value.Text()?.StartsWith("${", StringComparison.Ordinal) != true)
                    yield return $"{name}: {key} stands in the file";
            }

            foreach (var (other, _) in service.Get("depends_on").Pairs().Where(pair => !services.ContainsKey(pair.Key)))
                yield return $"{name}: there is no {other}";
        }
    }
}
