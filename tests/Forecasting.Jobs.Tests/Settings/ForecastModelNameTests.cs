using System.Text.Json;
using System.Text.Json.Serialization;
using Forecasting.Forecasters;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Settings;

[TestFixture]
public sealed class ForecastModelNameTests
{
    private static readonly JsonSerializerOptions SettingsFile = new()
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    [TestCaseSource(nameof(Models))]
    public void Find_NameThatSettingsPrint_IsThatModel(ForecastModel model)
    {
        var name = JsonSerializer.SerializeToNode(model, SettingsFile)!.GetValue<string>();
        Assert.That(ForecastModelName.Find(name), Is.EqualTo(model));
        Assert.That(
            Load(name).Values.Single(value => value.Name == "forecast.model"),
            Is.EqualTo(new SettingValue("forecast.model", name, "command line")));
    }

    [TestCaseSource(nameof(Models))]
    public void Load_OnlyAModel_IsAsSoundAsWhatIsChecked(ForecastModel model)
    {
        var settings = new ProgramSettings { Forecast = new() { Model = model } };
        Assert.That(settings.ToPlanSettings().Validate(), Is.Empty);
        Assert.That(settings.Input.Validate(), Is.Empty);
        Assert.That(TimeZones.Validate(settings.Calendar), Is.Empty);
        Assert.That(settings.Archive.Validate(), Is.Empty);
        Assert.That(settings.Retention.Validate(), Is.Empty);
        Assert.That(settings.Database.Validate(), Is.Empty);
    }

    [TestCase("SSA")]
    [TestCase("exponential_smoothing")]
    [TestCase("")]
    public void Find_OtherText_IsNone(string name) => Assert.That(ForecastModelName.Find(name), Is.Null);

    [Test]
    public void Load_ModelInOtherLetterCase_IsLeftToTheSerializer() =>
        Assert.That(Load("SSA").Settings.Forecast.Model, Is.EqualTo(ForecastModel.Ssa));

    private static EffectiveSettings Load(string name) => EffectiveSettings.Load([], [], [new("forecast.model", name)]);

    private static ForecastModel[] Models() => Enum.GetValues<ForecastModel>();
}
