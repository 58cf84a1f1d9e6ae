using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Planning;
using Forecasting.Planning.Comparison;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Workbook;

namespace Forecasting.Reports.Pages;

/// <summary>The sheet <i>Decisions</i> as one page for mail and telephone: the same figures, the same decisions, nothing loaded from anywhere.</summary>
public static class DecisionsPage
{
    /// <summary>Its name among the files of a run.</summary>
    public const string Name = "decisions.html";

    /// <summary>Writes the page, UTF-8.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="report">The plan.</param>
    /// <exception cref="IOException">The page cannot be written.</exception>
    public static void Write(Stream stream, PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(report);
        var html = new HtmlText();
        Begin(html, report);
        var findings = ImportQuality.Of(report).Findings;
        AddFindings(html, findings, TrustLevel.Serious);
        AddTiles(html, KeyFigureTile.Of(KeyFigures.Of(report)));
        if (PlanChanges.Of(report) is { } changes)
            html.Tags("<p class=\"since\">").Text(ChangeWords.Summary(changes, "Changes in plan.xlsx")).Tags("</p>\n");
        AddDecisions(html, DecisionRanking.Rank(report, DecisionsSheet.DecisionsShown));
        html.Tags("<section class=\"notes\">\n");
        AddFindings(html, findings, TrustLevel.Warning);
        html.Tags("</section>\n<p class=\"end\">All lines, and why each quantity is what it is: <a href=\"plan.xlsx\">plan.xlsx</a></p>\n</main>\n</body>\n</html>\n");
        stream.Write(html.ToBytes());
    }

    private static void Begin(HtmlText html, PlanReport report)
    {
        var identity = report.Identity;
        var title = $"Decisions for {Wording.Day(identity.AsOf)}";
        html.Tags("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Tags("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Tags("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Text(title).Tags("</title>\n<style>\n").Tags(PageStyle.Sheet)
            .Tags("</style>\n</head>\n<body>\n<main>\n<h1>").Text(title).Tags("</h1>\n<p class=\"sub\">")
            .Text($"Run {identity.RunId} · publication {Wording.Count(report.Sequence)} · scope: ").Foreign(identity.Scope)
            .Text($" · orders of the cycle from {Wording.Day(report.Cycle)}").Tags("</p>\n");
    }

    // What spoils the plan goes before it, the rest after it.
    private static void AddFindings(HtmlText html, ImmutableArray<Finding> findings, TrustLevel level)
    {
        foreach (var finding in findings.Where(f => f.Level == level))
            html.Tags(level == TrustLevel.Serious ? "<p class=\"note serious\"><b>Attention</b> " : "<p class=\"note\"><b>Note</b> ").Text(finding.Text).Tags("</p>\n");
    }

    private static void AddTiles(HtmlText html, ImmutableArray<KeyFigureTile> tiles)
    {
        html.Tags("<dl class=\"tiles\">\n");
        foreach (var tile in tiles)
            html.Tags("<div><dt>").Text(tile.Label).Tags("</dt><dd>").Text(tile.Text).Tags("</dd></div>\n");
        html.Tags("</dl>\n");
    }

    private static void AddDecisions(HtmlText html, ImmutableArray<Decision> decisions)
    {
        if (decisions.IsEmpty)
        {
            html.Tags("<h2>Nothing needs a decision today</h2>\n");
            return;
        }

        html.Tags("<section>\n<h2>").Text(DecisionsSheet.Heading(decisions.Length)).Tags("</h2>\n<table>\n<thead><tr>");
        foreach (var header in new[] { "#", "Action", "Product", "What to do", "Value", "By", "Money at risk", "Trust", "Why" })
            html.Tags("<th scope=\"col\">").Text(header).Tags("</th>");
        html.Tags("</tr></thead>\n<tbody>\n");
        var most = decisions.Max(d => d.MoneyAtRisk ?? 0);
        foreach (var decision in decisions)
            Add(html, decision, most);
        html.Tags("</tbody>\n</table>\n</section>\n");
    }

    private static void Add(HtmlText html, Decision decision, decimal most)
    {
        var line = decision.Line;
        Cell("rank", "#").Text(Wording.Count(decision.Rank)).Tags("</td>");
        Cell(decision.Kind switch
        {
            DecisionKind.Order or DecisionKind.Transfer => "act order",
            DecisionKind.OrderAndExpedite or DecisionKind.Expedite or DecisionKind.Reroute => "act hurry",
            _ => "act",
        }, "Action").Text(decision.Kind.Name()).Tags("</td>");
        Cell("what", "Product").Tags("<b>").Foreign(line.Key.Sku.Code).Tags("</b> ").Foreign(line.Item.Name);
        if (line.Key.Location.Code.Length > 0)
            html.Text(" at ").Foreign(line.Key.Location.Code);
        html.Tags("</td>");
        Cell("what", "What to do").Text(decision.What).Tags("</td>");
        Cell("number", "Value").Text(Money(decision.Value)).Tags("</td>");
        Cell("day", "By").Text(Wording.Day(decision.By)).Tags("</td>");
        Cell("number risk", "Money at risk").Text(Money(decision.MoneyAtRisk));
        var share = most > 0 ? (int)Math.Round(100 * (decision.MoneyAtRisk ?? 0) / most) : 0;
        html.Tags(string.Create(CultureInfo.InvariantCulture, $"<i style=\"width:{share}%\"></i></td>"));
        Cell("grade " + line.Trust.Grade, "Trust").Text(line.Trust.Grade.ToString()).Tags("</td>");
        Cell("why", "Why").Text(decision.Why).Tags("</td></tr>\n");

        HtmlText Cell(string look, string header) =>
            html.Tags(header == "#" ? "<tr>" : "").Tags("<td class=\"").Tags(look).Tags("\" data-of=\"").Tags(header).Tags("\">");

        string Money(decimal? value) => value is { } known ? Wording.Money(known, decision.Currency) : "n/a";
    }
}
