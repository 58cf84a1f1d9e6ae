using System.Runtime.Versioning;
using System.Text;
using Forecasting.Storage.Privacy;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Privacy;

public class OrderPseudonymTest
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly byte[] Other = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Test]
    public void Of_Rfc4231Case1_IsTheFirstHalfOfTheMac()
    {
        // RFC 4231, 4.2: key of twenty bytes 0b, "Hi There". A shorter key is the same as one filled up with zeros.
        var key = new byte[32];
        key.AsSpan(0, 20).Fill(0x0b);
        Assert.That(new OrderPseudonym(key).Of("Hi There"), Is.EqualTo(UInt128.Parse("b0344c61d8db38535ca8afceaf0bf12b", System.Globalization.NumberStyles.HexNumber, null)));
    }

    [Test]
    public void Of_SameOrderAndKey_IsTheSame()
    {
        var pseudonym = new OrderPseudonym(Key);
        string[] orders = ["O-1", "O-1", "O-2", "O-1", "", "O-10", "O-1 ", "注文-7", new string('9', 5000), "O-1"];
        var first = orders.Select(o => pseudonym.Of(o)).ToList();
        Assert.That(orders.Select(o => new OrderPseudonym(Key).Of(o)), Is.EqualTo(first));
        Assert.That(first.Distinct().Count(), Is.EqualTo(orders.Distinct().Count()));
    }

    [Test]
    public void Of_OtherKey_IsAnother() =>
        Assert.That(new OrderPseudonym(Other).Of("O-1"), Is.Not.EqualTo(new OrderPseudonym(Key).Of("O-1")));

    [Test]
    public void Construction_KeyOfAnotherLength_Throws() =>
        Assert.That(() => new OrderPseudonym(new byte[16]), Throws.ArgumentException.With.Message.StartsWith("The key has 16 bytes; it must have 32."));

    [TestCase("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [TestCase(" 000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F\n")]
    public void Load_KeyInTheEnvironment_IsTaken(string text) => Assert.That(Load((PseudonymKey.Variable, text)), Is.EqualTo(Key));

    [Test]
    public void Load_NoKeyInTheEnvironment_SaysWhatItMustBe() => Assert.That(
        () => Load((PseudonymKey.Variable, "secret")),
        Throws.InstanceOf<PseudonymKeyException>().With.Message.EqualTo(
            "FORECASTING_PSEUDONYM_KEY is no key; it must be 32 bytes as base64 or as 64 hexadecimal digits."));

    [Test]
    public void Load_NoKeyFile_MakesOneAndKeepsIt()
    {
        using var directory = new DataDirectory();
        var path = Path.Combine(directory.Root, "keys", "pseudonym.key");
        var first = Load((PseudonymKey.FileVariable, path));
        Assert.That(first.Distinct().Count(), Is.GreaterThan(8));
        Assert.That(Load((PseudonymKey.FileVariable, path)), Is.EqualTo(first));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Is.EqualTo(new[] { path }));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win", Reason = "Permissions are set the Unix way.")]
    public void Load_NoKeyFile_MakesOneForItsOwnerOnly()
    {
        using var directory = new DataDirectory();
        var path = Path.Combine(directory.Root, "pseudonym.key");
        Load((PseudonymKey.FileVariable, path));
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void Load_FileWithoutKey_IsNotReplaced()
    {
        using var directory = new DataDirectory();
        var path = Path.Combine(directory.Root, "pseudonym.key");
        File.WriteAllText(path, "cut off", Encoding.UTF8);
        Assert.That(() => Load((PseudonymKey.FileVariable, path)), Throws.InstanceOf<PseudonymKeyException>().With.Message.EqualTo(
            $"The key file \"{path}\" holds no key; restore it, or move it away: a new one is then made."));
        Assert.That(File.ReadAllText(path), Is.EqualTo("cut off"));
    }

    [Test]
    public void Load_FileThatCannotBeMade_SaysWhatToDo()
    {
        using var directory = new DataDirectory(("file", ""));
        var path = Path.Combine(directory.PathOf("file"), "pseudonym.key");
        Assert.That(() => Load((PseudonymKey.FileVariable, path)), Throws.InstanceOf<PseudonymKeyException>().With.Message.EqualTo(
            $"The key file \"{path}\" can neither be read nor made. Give another in FORECASTING_PSEUDONYM_KEY_FILE, or the key in FORECASTING_PSEUDONYM_KEY."));
    }

    private static byte[] Load(params (string Name, string Value)[] environment) =>
        PseudonymKey.Load(name => environment.FirstOrDefault(e => e.Name == name).Value);
}
