using System.Collections.Concurrent;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service.Browser;

/// <summary>Debian's Chromium, and what is wrong with the pages that it shows.</summary>
internal sealed class PageBrowser : IAsyncDisposable
{
    /// <summary>Set to 1 in CI: then a browser or a rule book that is missing is a failure, elsewhere the tests are skipped.</summary>
    private const string RequiredVariable = "FORECASTING_BROWSER_REQUIRED";

    private const int StopsMost = 100;

    /// <summary>Milliseconds after which what does not come is given up: far more than a busy machine takes.</summary>
    private const int Patience = 180_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly string rules;
    private readonly ConcurrentQueue<string> faults = new();

    private PageBrowser(IPlaywright playwright, IBrowser browser, string rules) => (this.playwright, this.browser, this.rules) = (playwright, browser, rules);

    /// <summary>Starts it; the test is skipped where it is not installed.</summary>
    public static async Task<PageBrowser> Start()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null)
            Missing("The status page is tested in Chromium, which is not installed (Debian: chromium).");
        var axe = Path.Combine(Folder(), "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(axe))
            Missing("The rules of accessibility are not installed: run `npm ci` in tests/Forecasting.Jobs.Tests/axe.");
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"],
        });
        return new PageBrowser(playwright, browser, await File.ReadAllTextAsync(axe));
    }

    /// <summary>A page of somebody with a key, in a window of his own.</summary>
    /// <param name="service">Whose page.</param>
    /// <param name="role">What he may do.</param>
    /// <param name="name">Who he is; null = as the role.</param>
    /// <param name="options">What his browser is like; null = as ever.</param>
    public async Task<IPage> Open(TestService service, string role, string? name = null, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.ExtraHTTPHeaders = [KeyValuePair.Create("X-Api-Key", service.Key(role, name ?? role))];
        options.BaseURL = service.Address.ToString();
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => faults.Enqueue(error);
        page.Dialog += (_, dialogue) =>
        {
            faults.Enqueue($"dialogue: {dialogue.Message}");
            _ = dialogue.DismissAsync();
        };
        await page.GotoAsync("/");
        return page;
    }

    /// <summary>What the pages have complained of since the last question: errors of scripts, breaches of the content policy, dialogues.</summary>
    public IReadOnlyList<string> TakeFaults()
    {
        var taken = faults.ToArray();
        faults.Clear();
        return taken;
    }

    /// <summary>Goes on with the Tab key until something has the focus, and sees that it can be seen.</summary>
    public static async Task TabTo(IPage page, ILocator wanted)
    {
        for (var stop = 0; stop < StopsMost; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (!await wanted.EvaluateAsync<bool>("e => e === document.activeElement"))
                continue;
            Assert.That(await wanted.EvaluateAsync<string>("e => getComputedStyle(e).outlineStyle + ' ' + getComputedStyle(e).outlineWidth"), Is.EqualTo("solid 3px"), "the focus can be seen");
            return;
        }

        Assert.Fail($"{wanted} is not reached with the keyboard.");
    }

    /// <summary>What breaks WCAG 2.1 A or AA on a page, one line each: rule, element, why.</summary>
    public async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        await page.EvaluateAsync(rules);
        return await page.EvaluateAsync<string[]>(
            "async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })).violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html + ': ' + n.failureSummary))");
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }

    private static void Missing(string message)
    {
        if (Environment.GetEnvironmentVariable(RequiredVariable) == "1")
            Assert.Fail(message);
        Assert.Ignore(message);
    }

    /// <summary>The folder axe of this project, found from where the tests run.</summary>
    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var axe = Path.Combine(folder.FullName, "axe");
            if (File.Exists(Path.Combine(axe, "package.json")))
                return axe;
        }

        return "";
    }
}
