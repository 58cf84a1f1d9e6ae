using static Forecasting.Reports.Workbook.Palette;

namespace Forecasting.Jobs.Service.Page;

/// <summary>What the status page loads: its style in the house colours, a mark, and the few lines of script that look again by themselves.</summary>
internal static class StatusStyle
{
    /// <summary>The style sheet.</summary>
    public static readonly string Sheet = $$"""
        :root { color-scheme: light dark }
        * { box-sizing: border-box }
        [hidden] { display: none !important }
        body { margin: 0; background: #fff; color: #{{DarkGrey}}; font: 15px/1.45 Calibri, Carlito, "Segoe UI", Arial, sans-serif }
        header, main { max-width: 1180px; margin: 0 auto; padding: 14px 18px }
        header { display: flex; flex-wrap: wrap; gap: 6px 20px; align-items: baseline; border-bottom: 3px solid #{{Navy}} }
        header p { margin: 0; color: #{{Grey}} }
        h1 { margin: 0; color: #{{Navy}}; font-size: 24px; flex: 1 }
        h2 { margin: 26px 0 8px; color: #{{Navy}}; font-size: 18px }
        .skip { position: absolute; left: -9999px }
        .skip:focus { left: 10px; top: 10px; padding: 6px 10px; background: #fff }
        :focus-visible { outline: 3px solid #{{Orange}}; outline-offset: 2px }
        .said, .problem, .alarms li { margin: 6px 0; padding: 8px 12px; border-left: 5px solid #{{Blue}}; background: #{{Mist}} }
        .problem, .alarms li { border-color: #{{Orange}}; background: #{{Amber}} }
        p, li, h1, .skip { overflow-wrap: anywhere }
        .alarms { list-style: none; margin: 0; padding: 0 }
        .alarms b { color: #{{Orange}}; text-transform: uppercase; font-size: 13px; letter-spacing: .04em }
        .scroll { overflow-x: auto }
        table { width: 100%; border-collapse: collapse }
        caption { text-align: left; color: #{{Grey}}; padding: 0 0 6px }
        th { padding: 6px 8px; text-align: left; vertical-align: bottom }
        thead th { background: #{{Navy}}; color: #fff }
        tbody th { font-weight: bold; border-bottom: 1px solid #{{Rule}}; white-space: nowrap }
        td { padding: 6px 8px; border-bottom: 1px solid #{{Rule}}; vertical-align: top }
        a { color: #{{Blue}} }
        .number, thead th.number { text-align: right; white-space: nowrap }
        .time { white-space: nowrap }
        .long { max-width: 430px; overflow-wrap: anywhere; white-space: pre-line }
        .state { white-space: nowrap; font-weight: bold }
        .good { color: #{{Green}} }
        .bad { color: #{{Orange}} }
        .live { padding: 10px 14px; background: #{{Mist}} }
        progress { width: 100%; height: 16px; accent-color: #{{Blue}} }
        form { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; margin: 8px 0 }
        label { max-width: 100%; display: flex; flex-direction: column; gap: 2px; color: #{{Grey}}; font-size: 13px }
        label.tick { flex-direction: row; align-items: center; gap: 6px }
        input, button { max-width: 100%; font: inherit; padding: 6px 10px; border: 1px solid #{{Grey}}; border-radius: 3px; background: #fff; color: #{{DarkGrey}} }
        button { border-color: #{{Navy}}; background: #{{Navy}}; color: #fff; cursor: pointer }
        button.second { background: #fff; color: #{{Navy}} }
        img { max-width: 100%; height: auto; border: 1px solid #{{Rule}} }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 6px 0 }
        dt { color: #{{Grey}} }
        dd { margin: 0 }
        @media (prefers-color-scheme: dark) {
          body, .skip:focus { background: #15181d; color: #e6e9ee }
          h1, h2 { color: #9cc3ee }
          header { border-color: #9cc3ee }
          header p, caption, label, dt { color: #b3bcc8 }
          .said, .problem, .alarms li, .live { background: #232a33 }
          .alarms b, .bad { color: #ffb37a }
          .good { color: #7fd39a }
          a { color: #8fc1f5 }
          thead th { background: #24466e }
          tbody th, td { border-color: #39424e }
          button { border-color: #8b96a5; background: #2a62a0 }
          input, button.second { border-color: #8b96a5; background: #1d2229; color: #e6e9ee }
          img { background: #fff }
        }
        @media (prefers-reduced-motion: reduce) { * { transition: none } }
        @media print { form, .skip { display: none } }

        """;

    /// <summary>Looks again every five seconds while something is being done, or every minute; unless somebody has typed, is on his way with the keyboard, or
    /// wants it not to. The page of something that could not be done is looked at again from its beginning: to load it anew would ask for it once more.</summary>
    public const string Refresh = """
        "use strict";
        const tick = document.getElementById("by-itself");
        tick.closest("label").hidden = false;
        tick.checked = sessionStorage.getItem("by-itself") !== "no";
        tick.addEventListener("change", () => sessionStorage.setItem("by-itself", tick.checked ? "yes" : "no"));
        setInterval(() => {
          const typed = [...document.querySelectorAll("main input:not([type=hidden])")].some(field => field.value !== field.defaultValue);
          const busy = document.querySelector("main :focus-visible") !== null;
          if (!tick.checked || typed || busy) return;
          const here = location.pathname === "/" && !location.search.includes("said=");
          if (here) location.reload();
          else location.replace("/" + location.search.replace(/[?&]said=[a-z]*/, ""));
        }, document.querySelector(".live") ? 5000 : 60000);

        """;

    /// <summary>The mark in the tab of the browser.</summary>
    public static readonly string Icon =
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#{Navy}"/><path d="M2 12 6 7l3 3 5-7" fill="none" stroke="#fff" stroke-width="2"/></svg>""";
}
