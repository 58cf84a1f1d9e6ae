using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Formats;
using Forecasting.Reports.Pages;
using Forecasting.Reports.Workbook;
using Forecasting.Trust;

namespace Forecasting.Reports.Publishing;

/// <summary>The files that a run publishes.</summary>
public static class PlanArtefacts
{
    /// <summary>Reorder file, plan, forecasts, quarantine, workbook, workbooks of parts, page of decisions, files of partners and run record, in the order in which they are
    /// written.</summary>
    /// <param name="report">What is published.</param>
    /// <param name="timings">Stages so far, for <c>run.json</c>; asked for when that file is written, so that it can include the rendering.</param>
    /// <param name="workbooks">By what the plan is split into workbooks of their own.</param>
    /// <param name="partners">Partners that get a file of their own.</param>
    /// <param name="isTest">True when no receiver may act on them.</param>
    /// <exception cref="FormatRefusedException">Something does not fit into the format of a partner.</exception>
    public static ImmutableArray<Artefact> Of(
        PlanReport report, Func<ImmutableArray<StageTiming>> timings, WorkbookSplit workbooks, ImmutableArray<PartnerProfile> partners, bool isTest)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(timings);
        return
        [
            new Artefact(ReorderFile.Name, report.Orders.Length, stream => ReorderFile.Write(stream, report)),
            new Artefact(PlanFile.Name, report.Lines.Length, stream => PlanFile.Write(stream, report)),
            new Artefact(ForecastFile.Name, ForecastFile.Rows(report), stream => ForecastFile.Write(stream, report)),
            new Artefact(QuarantineFile.Name, report.Quarantine.Length, stream => QuarantineFile.Write(stream, report)),
            new Artefact(PlanWorkbook.Name, null, stream => PlanWorkbook.Write(stream, report)),
            .. PlanPart.Of(report, workbooks).Select(part => new Artefact(PlanWorkbook.NameOf(part), null, stream => PlanWorkbook.Write(stream, part.Report))),
            new Artefact(DecisionsPage.Name, null, stream => DecisionsPage.Write(stream, report)),
            .. PartnerFile.Of(report, partners, isTest),
            new Artefact(RunFile.Name, null, stream => RunFile.Write(stream, report, timings())) { IsReproducible = false },
        ];
    }
}
