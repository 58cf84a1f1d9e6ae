using Forecasting.Trust;
using static Forecasting.Reports.Workbook.Palette;

namespace Forecasting.Reports.Pages;

/// <summary>How a page looks: the house colours, a table on a screen, a card for each decision on a telephone, black on white on paper.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public static readonly string Sheet = $$"""
        body { margin: 0; background: #fff; color: #{{DarkGrey}}; font: 14px/1.4 Calibri, Carlito, "Segoe UI", Arial, sans-serif }
        main { display: flex; flex-direction: column; max-width: 1200px; margin: 0 auto; padding: 16px }
        h1 { margin: 0; color: #{{Navy}}; font-size: 24px }
        h2 { margin: 20px 0 8px; color: #{{Navy}}; font-size: 17px }
        .sub, .end { margin: 2px 0 12px; color: #{{Grey}} }
        .note { margin: 4px 0; padding: 6px 10px; background: #{{Amber}} }
        .since { margin: 4px 0; padding: 6px 10px; background: #{{Mist}}; color: #{{Grey}} }
        .serious { background: #{{Coral}}; color: #{{Orange}}; font-weight: bold }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 8px; margin: 12px 0 }
        .tiles div { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: 8px 10px; background: #{{Mist}} }
        .tiles dt { color: #{{Grey}}; font-size: 12px }
        .tiles dd { margin: 0; color: #{{Navy}}; font-size: 20px; font-weight: bold }
        table { width: 100%; border-collapse: collapse }
        th { padding: 6px 8px; background: #{{Navy}}; color: #fff; text-align: left; vertical-align: bottom }
        td { padding: 6px 8px; border-bottom: 1px solid #{{Rule}}; vertical-align: top; overflow-wrap: anywhere }
        .act { min-width: 80px; font-weight: bold; overflow-wrap: normal }
        .notes { margin: 16px 0 0 }
        .order { color: #{{Blue}} }
        .hurry { color: #{{Orange}} }
        .number, .day, .rank { white-space: nowrap }
        .number { text-align: right }
        .risk i { display: block; height: 5px; margin: 3px 0 0 auto; background: #F2C9A5 }
        .grade { text-align: center }
        .A { background: #{{Of(TrustGrade.A)}} }
        .B { background: #{{Of(TrustGrade.B)}} }
        .C { background: #{{Of(TrustGrade.C)}} }
        .D { background: #{{Of(TrustGrade.D)}} }
        .why { min-width: 220px; color: #{{Grey}} }
        a { color: #{{Blue}} }
        @media (max-width: 760px) {
          .tiles { order: 1; grid-template-columns: 1fr 1fr }
          .notes { order: 2 }
          .end { order: 3 }
          thead { position: absolute; left: -9999px }
          table, tbody, tr, td { display: block }
          tr { margin: 0 0 12px; border: 1px solid #{{Rule}} }
          td { border: 0; padding: 4px 10px; text-align: left }
          td::before { content: attr(data-of) " "; display: inline-block; min-width: 96px; color: #{{Grey}}; font-size: 12px; font-weight: normal }
          .rank, .what::before, .why::before, .act::before { display: none }
          .act { padding-top: 8px; font-size: 16px }
          .number, .grade { text-align: left }
          .risk i { margin: 3px auto 0 0 }
        }
        @media print { .note, .tiles div, th { border: 1px solid #{{Rule}} } tr { break-inside: avoid } }

        """;
}
