using System.Globalization;
using Forecasting.Jobs.Service.Work;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace Forecasting.Jobs.Tests.Service.Browser;

/// <summary>The status page in a real browser: for the keyboard alone, without script, on a telephone, for people who see badly, and with hostile data.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class StatusPageInABrowserTests
{
    private const string HostileCode = "<script>alert('sku')</script>";
    private const string HostileReason = "<img src=x onerror=alert('why')>";

    private static readonly string[] Buttons = ["Preview, send nothing", "Run and publish", "Approve", "Reject", "Show"];

    private TestService service = null!;
    private PageBrowser browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        browser = await PageBrowser.Start();
        service = await TestService.Start();
        SmallCompany.Write(service.Data, ["00123", "A-7", HostileCode], SmallCompany.AsOf);
        service.Run();
        Assert.That(ErrorsOf(RunState.Published), Is.Empty);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (service is not null)
            await service.DisposeAsync();
        if (browser is not null)
            await browser.DisposeAsync();
    }

    [TearDown]
    public async Task NothingIsHeldBack()
    {
        service.Services.GetRequiredService<WorkBench>().Before = null;
        await Ended();
        Assert.That(browser.TakeFaults(), Is.Empty, "console, content policy, dialogues");
    }

    [Test]
    public async Task Page_HostileCode_IsText()
    {
        var page = await browser.Open(service, "viewer");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = HostileCode }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = HostileCode }).First.ClickAsync();
        await Expect(page.GetByText($"{HostileCode} at ").First).ToBeVisibleAsync();
        await page.GotoAsync("/?sku=" + Uri.EscapeDataString(HostileReason));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(HostileReason);
    }

    [TestCase("viewer", "Show")]
    [TestCase("planner", "Preview, send nothing", "Show")]
    [TestCase("operator", "Preview, send nothing", "Run and publish", "Show")]
    [TestCase("approver", "Show")]
    public async Task Page_OfARole_HasItsButtons(string role, params string[] buttons)
    {
        var page = await browser.Open(service, role);
        Assert.That((await page.GetByRole(AriaRole.Button).AllInnerTextsAsync()).Where(Buttons.Contains), Is.EqualTo(buttons));
    }

    [Test]
    public async Task Forecast_AskedForWithTheKeyboard_ShowsItsChart()
    {
        var page = await browser.Open(service, "viewer");
        await PageBrowser.TabTo(page, page.GetByRole(AriaRole.Link, new() { Name = "To the content" }));
        await page.Keyboard.PressAsync("Enter");
        await PageBrowser.TabTo(page, page.GetByLabel("SKU"));
        await page.Keyboard.TypeAsync("A-7");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("SOUTH");
        await PageBrowser.TabTo(page, page.GetByRole(AriaRole.Button, new() { Name = "Show" }));
        await page.Keyboard.PressAsync("Space");
        var chart = page.GetByRole(AriaRole.Img, new() { Name = "History and forecast of A-7 at SOUTH" });
        await Expect(chart).ToHaveJSPropertyAsync("complete", true);
        Assert.That(await chart.EvaluateAsync<int>("e => e.naturalWidth"), Is.EqualTo(900));
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Forecast in numbers" }).GetByRole(AriaRole.Row)).Not.ToHaveCountAsync(0);
    }

    [Test]
    public async Task Run_WithTheKeyboard_ShowsHowFarItIsAndEnds()
    {
        using var held = Hold();
        AddOpenOrder(1);
        var page = await browser.Open(service, "operator");
        await page.Clock.InstallAsync();
        await page.GotoAsync("/");
        await PageBrowser.TabTo(page, page.GetByRole(AriaRole.Button, new() { Name = "Run and publish" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The run was taken on.");
        held.Reached.Wait();
        await page.Clock.FastForwardAsync(5000);
        await Expect(page.Locator(".live")).ToContainTextAsync("Run for operator");
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Expect(page.Locator(".live")).ToContainTextAsync("read");
        Assert.That(await browser.Violations(page), Is.Empty, "while something is being done");
        held.Dispose();
        await Ended();
        await page.Clock.FastForwardAsync(5000);
        await Expect(page.GetByText("Nothing is being done.")).ToBeVisibleAsync();
        await Expect(page.Locator("#runs + .scroll tbody tr").First).ToContainTextAsync("Published");
    }

    [Test]
    public async Task Stop_WithTheKeyboard_EndsItAndIsNoAlarm()
    {
        using var held = Hold();
        AddOpenOrder(2);
        var page = await browser.Open(service, "operator");
        var before = PublishedRun.All(service.Options.Out).Count;
        await page.GetByRole(AriaRole.Button, new() { Name = "Run and publish" }).ClickAsync();
        held.Reached.Wait();
        await PageBrowser.TabTo(page, page.GetByRole(AriaRole.Button, new() { Name = "Stop it" }));
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("What was being done is stopped.");
        held.Dispose();
        await Ended();
        await page.GotoAsync("/");
        await Expect(page.Locator("#requests + .scroll tbody tr").First).ToContainTextAsync("Cancelled");
        await Expect(page.Locator("section").Filter(new() { Has = page.Locator("#alarms") })).ToContainTextAsync("None.");
        Assert.That(PublishedRun.All(service.Options.Out), Has.Count.EqualTo(before));
    }

    [Test]
    public async Task HeldPlan_DecidedWithTheKeyboardByAnotherPerson_IsRejectedOrGoesOut()
    {
        var stock = Path.Combine(service.Data, "stock.csv");
        var lines = await File.ReadAllLinesAsync(stock);
        await File.WriteAllLinesAsync(stock, lines.Select((line, i) => line + (i == 0 ? ",backordered" : i == 1 ? ",100000" : ",0")));
        foreach (var (button, said, state) in new[] { ("Reject", "The plan is rejected. It never goes out.", "Cancelled"), ("Approve", "The plan is approved.", "Published") })
        {
            AddOpenOrder(button.Length);
            service.Services.GetRequiredService<RunDesk>().Ask(new WorkOrder(RequestKind.Run), "Olga");
            await Ended();
            var page = await browser.Open(service, "approver", "Anna");
            await Expect(page.Locator(".alarms")).ToContainTextAsync("held", new() { IgnoreCase = true });
            Assert.That(await browser.Violations(page), Is.Empty, "with an alarm");
            await PageBrowser.TabTo(page, page.GetByLabel("Why, about run"));
            await page.Keyboard.TypeAsync(HostileReason);
            await PageBrowser.TabTo(page, page.GetByRole(AriaRole.Button, new() { Name = button }));
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(said);
            await Ended();
            await page.GotoAsync("/");
            var row = page.Locator("#runs + .scroll tbody tr").First;
            await Expect(row).ToContainTextAsync(state);
            if (state == "Cancelled")
                await Expect(row).ToContainTextAsync(HostileReason);
        }

        await File.WriteAllLinesAsync(stock, lines);
    }

    [Test]
    public async Task Page_WithoutScript_DoesAllTheSame()
    {
        var page = await browser.Open(service, "planner", options: new() { JavaScriptEnabled = false });
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview, send nothing" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The preview was taken on.");
        await Expect(page.GetByText("look again by itself")).ToBeHiddenAsync();
    }

    [TestCase(320, 1)]
    [TestCase(640, 2)]
    public async Task Page_NarrowOrEnlarged_CutsNothingOff(int width, int zoom)
    {
        var page = await browser.Open(service, "operator", options: new() { ViewportSize = new() { Width = width, Height = 700 }, DeviceScaleFactor = zoom });
        await page.GotoAsync("/?sku=A-7");
        Assert.That(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        var outside = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('body *:not(.skip)')].filter(e => !e.closest('.scroll > *') && (e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < 0)).map(e => e.outerHTML.slice(0, 100))");
        Assert.That(outside, Is.Empty, "only tables scroll, in a region of their own");
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Page_LightOrDark_KeepsToWcag(ColorScheme colours)
    {
        var page = await browser.Open(service, "operator", options: new() { ColorScheme = colours });
        await page.GotoAsync("/?sku=A-7&said=run");
        Assert.That(await browser.Violations(page), Is.Empty);
        await page.EvaluateAsync("() => document.body.append(Object.assign(document.createElement('img'), { src: '/page/icon.svg' }))");
        Assert.That(await browser.Violations(page), Has.Some.StartsWith("image-alt"), "a picture without words would be found");
    }

    /// <summary>Keeps the next run at its first durable step until it is let go.</summary>
    private Held Hold()
    {
        var held = new Held();
        service.Services.GetRequiredService<WorkBench>().Before = held.Wait;
        return held;
    }

    private void AddOpenOrder(int number) => File.AppendAllText(
        Path.Combine(service.Data, "open_orders.csv"),
        string.Create(CultureInfo.InvariantCulture, $"PO-1{number},A-7,NORTH,1,{SmallCompany.AsOf.AddDays(3):yyyy-MM-dd}\n"));

    private async Task Ended() => await (service.Services.GetRequiredService<RunDesk>().Live?.Ended ?? Task.CompletedTask);

    private IReadOnlyList<string> ErrorsOf(RunState wanted)
    {
        using var database = service.Open();
        return [.. new RunLedger(database).Runs().Where(r => r.State != wanted).Select(r => $"{r.State}: {r.Outcome} {r.HoldReasons}")];
    }

    private sealed class Held : IDisposable
    {
        private readonly ManualResetEventSlim release = new();

        public ManualResetEventSlim Reached { get; } = new();

        public void Wait(string _)
        {
            Reached.Set();
            release.Wait();
        }

        public void Dispose() => release.Set();
    }
}
