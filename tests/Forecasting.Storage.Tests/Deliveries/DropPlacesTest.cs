using Forecasting.Storage.Deliveries;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Deliveries;

[TestFixture]
public sealed class DropPlacesTest
{
    private const string HostKey = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";

    [TestCase("in/acme", null)]
    [TestCase("/mnt/share/acme", null)]
    [TestCase(@"\\server\share\acme", null)]
    [TestCase("https://account.blob.core.windows.net/orders/acme", null)]
    [TestCase(" ", "is empty")]
    [TestCase("http://account.blob.core.windows.net/orders", "is no folder, no sftp://… and no address of a blob container by https")]
    [TestCase("ftp://host/in", "is no folder, no sftp://… and no address of a blob container by https")]
    [TestCase("https://account.blob.core.windows.net", "is no folder, no sftp://… and no address of a blob container by https")]
    [TestCase(
        "https://account.blob.core.windows.net/orders?sig=abc",
        "carries more than a path. A signature is a secret; it belongs into the environment (FORECASTING_DELIVERY_BLOB)")]
    [TestCase("sftp://us@host/in", "needs the fingerprint of the host's key (hostKey), SHA256:…; ssh-keygen -lf KEY shows it")]
    public void Fault_OfATarget_IsTheEndOfASentence(string target, string? expected) => Assert.That(DropPlaces.Fault(target, null), Is.EqualTo(expected));

    [TestCase("sftp://us@host:2222/in", null)]
    [TestCase("sftp://host/in", "names no user (sftp://user@host/folder)")]
    [TestCase("sftp://us:secret@host/in", "carries a password. Take it out; it belongs into the environment (FORECASTING_DELIVERY_PASSWORD)")]
    [TestCase("sftp://us@host/in?x=1", "is no address such as sftp://user@host/folder")]
    [TestCase("in/acme", "has a hostKey, which only sftp has")]
    public void Fault_OfATargetWithAHostKey_IsTheEndOfASentence(string target, string? expected) => Assert.That(DropPlaces.Fault(target, HostKey), Is.EqualTo(expected));

    [TestCase("sftp://us@host", "sftp://us@host:22/")]
    [TestCase("sftp://us@host:2222/a%20b/in/", "sftp://us@host:2222/a b/in/")]
    public void Parse_SftpAddress_HasPortAndFolder(string text, string expected)
    {
        Assert.That(SftpAddress.TryParse(text, out var address, out _), Is.True);
        Assert.That(address!.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Secrets_OfAPartner_GoBeforeThoseOfAllAndMayLieInAFile()
    {
        using var directory = new DataDirectory(("secret", "from a file\n"));
        var variables = new Dictionary<string, string>
        {
            ["FORECASTING_DELIVERY_PASSWORD"] = "for all",
            ["FORECASTING_DELIVERY_PASSWORD_ACME_2"] = "for one",
            ["FORECASTING_DELIVERY_PASSWORD_DEPOT_FILE"] = directory.PathOf("secret"),
            ["FORECASTING_DELIVERY_PASSWORD_LOST_FILE"] = directory.PathOf("none"),
        };
        var secrets = new DropSecrets(variables.GetValueOrDefault);
        Assert.That(
            new[] { "acme-2", "depot", "other" }.Select(p => secrets.Find(DropSecrets.Password, p)), Is.EqualTo(new[] { "for one", "from a file", "for all" }));
        Assert.That(secrets.Find(DropSecrets.Key, "acme-2"), Is.Null);
        Assert.That(() => secrets.Find(DropSecrets.Password, "lost"), Throws.TypeOf<DropException>().With.Message.Contains("FORECASTING_DELIVERY_PASSWORD_LOST_FILE"));
    }

    [Test]
    public void BackOff_OfTries_DoublesToADayAndDiffersByFile()
    {
        double Minutes(string file, int tries) => DeliveryBackOff.After(file, tries, 5).TotalMinutes;
        for (var tries = 1; tries <= 9; tries++)
            Assert.That(Minutes("a", tries), Is.InRange(0.75 * 5 * Math.Pow(2, tries - 1), 1.25 * 5 * Math.Pow(2, tries - 1)));
        Assert.That(Minutes("a", 40), Is.InRange(0.75 * 1440, 1.25 * 1440));
        Assert.That(Enumerable.Range(0, 20).Select(i => Minutes($"file {i}", 1)).Distinct().Count(), Is.EqualTo(20));
    }

    [TestCase(DropFault.Transient, 3)]
    [TestCase(DropFault.Refused, 1)]
    [TestCase(DropFault.Conflict, 1)]
    public void Retry_OnlyOfWhatPasses_IsTwice(DropFault fault, int expected)
    {
        var tries = 0;
        var retry = new DropRetry(new DeliverySettings { RetrySeconds = 0 }, TimeProvider.System);
        Assert.That(() => retry.Run<bool>(() => ++tries > 9 ? true : throw new DropException(fault, "no"), CancellationToken.None), Throws.TypeOf<DropException>());
        Assert.That(tries, Is.EqualTo(expected));
    }

    [Test]
    public void Validate_Settings_NamesEveryFault()
    {
        Assert.That(new DeliverySettings().Validate(), Is.Empty);
        Assert.That(new DeliverySettings { RetrySeconds = -1, TimeoutSeconds = 0, BackOffMinutes = double.NaN }.Validate(), Is.EqualTo(new[]
        {
            "delivery.retrySeconds is -1; it must be from 0 to 60.",
            "delivery.timeoutSeconds is 0; it must be from 1 to 600.",
            "delivery.backOffMinutes is NaN; it must be from 0 to 1440.",
        }));
    }
}
