using Forecasting.Jobs.Service.Security;
using Forecasting.Jobs.Service.Views;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Api;

/// <summary>What there is to look at: alarms, feeds, decisions, forecasts, the timetable, the audit log.</summary>
internal static class ViewsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/alarms", (StatusBoard board) => board.Now().Alarms).RequireAuthorization(Roles.Viewer).WithSummary("What somebody must see to, the worst first: a deadline missed or at risk, failed, held, refused, late, unsent.");
        api.MapGet("/feeds", (StatusBoard board) => board.Now().Feeds).RequireAuthorization(Roles.Viewer).WithSummary("How fresh each feed is, and what became of its files.");
        api.MapGet("/decisions", (ServiceDatabase store, int top = 20) =>
        {
            using var database = store.Open();
            var views = new ServiceViews(database);
            var plan = views.NewestPlan() ?? throw Problem.NotFound("There is no plan yet.", "Make a run.");
            return new { plan.RunId, plan.AsOf, Orders = views.TopOrders(plan.RunId).Take(RunsApi.Between(top, 1, 100)).Select(OrderView.Of) };
        }).RequireAuthorization(Roles.Viewer).WithSummary("The orders of the newest plan with most at risk.");
        api.MapGet("/forecasts", (ServiceDatabase store, string? sku, string? location) =>
        {
            using var database = store.Open();
            return ForecastView.Of(database, sku, location);
        }).RequireAuthorization(Roles.Viewer).WithSummary("History and forecast with quantiles of a SKU at a place.");
        api.MapGet("/forecasts/chart.svg", (ServiceDatabase store, string? sku, string? location) =>
        {
            using var database = store.Open();
            return Results.Text(ForecastChart.Svg(ForecastView.Of(database, sku, location)), "image/svg+xml");
        }).RequireAuthorization(Roles.Viewer).WithSummary("The same as a picture.");
        api.MapGet("/timetable", (StatusBoard board) => board.Now().Jobs).RequireAuthorization(Roles.Viewer).WithSummary("When each job was rung last, and will be next.");
        api.MapGet("/audit", (ServiceDatabase store, int last = 100) =>
        {
            using var database = store.Open();
            return new AuditLog(database).Read().Reverse().Take(RunsApi.Between(last, 1, 10_000))
                .Select(e => new { e.Number, e.Act.At, e.Act.Actor, e.Act.Act, e.Act.Subject, e.Act.Detail, e.Hash }).ToList();
        }).RequireAuthorization(Roles.Auditor).WithSummary("Who did what, when and why; the newest first, with the hash that holds it.");
    }
}

/// <summary>An order of the newest plan.</summary>
internal sealed record OrderView(
    string Sku,
    string Location,
    string ItemName,
    string From,
    decimal Quantity,
    DateOnly OrderDate,
    DateOnly RequestedDelivery,
    decimal MoneyAtRisk,
    DateOnly? RunsOutOn,
    double StockoutProbability)
{
    /// <summary>As callers see it.</summary>
    public static OrderView Of(TopOrder order) => new(
        order.Key.Sku.Code, order.Key.Location.Code, order.ItemName, order.From, order.Quantity, order.OrderDate, order.RequestedDelivery,
        decimal.Round(order.MoneyAtRisk, 2), order.RunsOutOn, Math.Round(order.StockoutProbability, 4));
}
