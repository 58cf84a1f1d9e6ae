using System.Globalization;
using System.Text.Json;
using Forecasting.Jobs.Commands;
using Forecasting.Jobs.Runs;
using Forecasting.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Forecasting.Jobs.Service;

/// <summary>A call that cannot be answered as asked: what is wrong, and what to do.</summary>
/// <param name="status">Status of HTTP, 400..599.</param>
/// <param name="kind">A stable word for programs: the end of the problem's <c>type</c>.</param>
/// <param name="detail">What is wrong with this very call, a full sentence.</param>
/// <param name="action">What to do, a full sentence.</param>
internal sealed class Problem(int status, string kind, string detail, string action) : Exception(detail)
{
    /// <summary>Status of HTTP.</summary>
    public int Status => status;

    /// <summary>A stable word for programs.</summary>
    public string Kind => kind;

    /// <summary>What to do.</summary>
    public string Action => action;

    /// <summary>Something that is asked for is not there.</summary>
    public static Problem NotFound(string detail, string action) => new(StatusCodes.Status404NotFound, "not-found", detail, action);

    /// <summary>What was sent cannot be understood.</summary>
    public static Problem Invalid(string detail, string action) => new(StatusCodes.Status400BadRequest, "invalid", detail, action);

    /// <summary>What is asked cannot be done as things are.</summary>
    public static Problem Conflict(string kind, string detail, string action) => new(StatusCodes.Status409Conflict, kind, detail, action);

    /// <summary>The problem that a fault is to the caller; never with a stack trace or the words of the runtime.</summary>
    public static Problem Of(Exception fault) => fault switch
    {
        Problem known => known,
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => Invalid(
            bad.InnerException is JsonException { LineNumber: { } line, BytePositionInLine: { } at }
                ? string.Create(CultureInfo.InvariantCulture, $"The body is not JSON of the form that the API describes: see its line {line + 1}, byte {at + 1}.")
                : "The call cannot be read: a value or the body is not of the form that the API describes.",
            "See /api/v1/openapi.json."),
        BadHttpRequestException bad => Of(bad.StatusCode),
        DatabaseException { IsBusy: true } busy =>
            new Problem(StatusCodes.Status503ServiceUnavailable, "database-busy", busy.Message, "Try again later. A database of a server is for several programs at once."),
        DatabaseException away =>
            new Problem(StatusCodes.Status503ServiceUnavailable, "database", away.Message, "See docs/operations.md; try again when it is mended."),
        RunHeldException held => Conflict("held", held.Message, "Approve or reject the run."),
        _ => CommandLine.Explain(fault) is { } told
            ? new Problem(StatusCodes.Status422UnprocessableEntity, "refused", told.Message, "Mend what the message names, and ask again.")
            : new Problem(StatusCodes.Status500InternalServerError, "defect", "The service failed in a way that it did not foresee.", "Tell whoever runs it the id of this problem; the log has the rest."),
    };

    /// <summary>The problem of a status that says all there is to say.</summary>
    public static Problem Of(int status)
    {
        var (kind, detail, action) = Said(status);
        return new Problem(status, kind, detail, action);
    }

    private static (string Kind, string Detail, string Action) Said(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => ("unauthenticated", "The call does not say who asks, or what it shows is not accepted.",
            "Send a token of the identity provider (Authorization: Bearer …) or a key (X-Api-Key: …)."),
        StatusCodes.Status403Forbidden => ("forbidden", "Whoever asks may not do this.", "Ask for the role; docs/operations.md tells which one it takes."),
        StatusCodes.Status404NotFound => ("not-found", "There is nothing at this address.", "See /api/v1/openapi.json."),
        StatusCodes.Status405MethodNotAllowed => ("method", "This address takes another method.", "See /api/v1/openapi.json."),
        StatusCodes.Status413PayloadTooLarge => ("too-large", "The body of the call is too large.", "Send less; service.bodyKilobytes is the limit."),
        StatusCodes.Status415UnsupportedMediaType => ("media-type", "The body must be JSON.", "Send Content-Type: application/json."),
        StatusCodes.Status429TooManyRequests => ("too-many", "There were too many calls from this address.", "Wait as Retry-After says."),
        _ => ("invalid", "The call cannot be read.", "See /api/v1/openapi.json."),
    };
}

/// <summary>Answers every fault as problem details (RFC 9457) with an id that stands in the log too.</summary>
internal sealed class ProblemAnswer(IProblemDetailsService writer, ILogger<ProblemAnswer> logger) : IExceptionHandler
{
    /// <summary>How the <c>type</c> of every problem begins.</summary>
    public const string TypePrefix = "urn:forecasting:problem:";

    private static readonly Action<ILogger, string, string, Exception?> Defect =
        LoggerMessage.Define<string, string>(LogLevel.Error, new EventId(1, "Defect"), "Problem {ProblemId} at {Path}");

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Problem.Of(exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
            Defect(logger, httpContext.TraceIdentifier, httpContext.Request.Path, exception);
        httpContext.Response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = "5";
        var details = new ProblemDetails { Type = TypePrefix + problem.Kind, Status = problem.Status, Detail = problem.Message };
        details.Extensions["action"] = problem.Action;
        return await writer.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details });
    }

    /// <summary>Completes every answer that is a problem, whoever made it.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var (details, http) = (context.ProblemDetails, context.HttpContext);
        details.Status ??= http.Response.StatusCode;
        if (details.Type?.StartsWith(TypePrefix, StringComparison.Ordinal) != true)
        {
            var said = Problem.Of(details.Status.Value);
            (details.Type, details.Detail) = (TypePrefix + said.Kind, said.Message);
            details.Extensions["action"] = said.Action;
        }

        details.Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(details.Status.Value);
        details.Instance = http.Request.Path;
        details.Extensions.Remove("traceId");
        details.Extensions["id"] = http.TraceIdentifier;
    }
}
