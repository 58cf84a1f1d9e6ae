using System.Collections.Concurrent;
using System.Globalization;
using Forecasting.History;
using Spectre.Console;

namespace Forecasting.Jobs.Runs;

/// <summary>Progress on stderr: bars on a terminal, a plain line per stage elsewhere; or to whoever listens instead. Results never pass through
/// here.</summary>
internal sealed class RunProgress : IDisposable
{
    private readonly ConcurrentDictionary<string, (double Done, double Total)> stages = new(StringComparer.Ordinal);
    private readonly ManualResetEventSlim finished = new();
    private readonly Task? drawing;
    private readonly Lock gate = new();
    private readonly Action<string, double, double>? listener;
    private string lastStage = "";

    private RunProgress(bool isTerminal, Action<string, double, double>? listener = null)
    {
        this.listener = listener;
        if (isTerminal)
            drawing = Task.Run(Draw);
    }

    /// <summary>Told which run it is, as soon as that is known; null = nobody asks.</summary>
    public Action<string>? Begun { get; private init; }

    /// <summary>Told what became of the files, when they are read; null = nobody asks.</summary>
    public Action<IEnumerable<ImportReport>>? Imported { get; private init; }

    /// <summary>Begins to show progress.</summary>
    public static RunProgress Start() => new(!Console.IsErrorRedirected);

    /// <summary>The same without a word on stderr.</summary>
    /// <param name="listener">Told what <see cref="Report"/> is told, from any thread.</param>
    /// <param name="begun">Told which run it is.</param>
    /// <param name="imported">Told what became of the files; null = nobody asks.</param>
    public static RunProgress To(Action<string, double, double> listener, Action<string> begun, Action<IEnumerable<ImportReport>>? imported = null) =>
        new(isTerminal: false, listener) { Begun = begun, Imported = imported };

    /// <summary>A message between the stages.</summary>
    public static void Say(string message) => Console.Error.WriteLine(message);

    /// <summary>How far a stage is. Called from any thread.</summary>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="done">Steps done.</param>
    /// <param name="total">Steps in all; 0 = not known.</param>
    public void Report(string stage, double done, double total)
    {
        if (listener is not null)
        {
            listener(stage, done, total);
            return;
        }

        stages.AddOrUpdate(stage, (done, total), (_, was) => (Math.Max(was.Done, done), total));
        if (stage == lastStage)
            return;
        lock (gate)
        {
            if (stage == lastStage)
                return;
            lastStage = stage;
            if (drawing is null)
                Console.Error.WriteLine(total > 1 ? string.Create(CultureInfo.InvariantCulture, $"{stage}: {total:0}") : stage);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        finished.Set();
        drawing?.Wait();
        finished.Dispose();
    }

    private void Draw()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                var bars = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
                bool isLast;
                do
                {
                    isLast = finished.Wait(TimeSpan.FromMilliseconds(120));
                    foreach (var (stage, (done, total)) in stages)
                    {
                        if (!bars.TryGetValue(stage, out var bar))
                            bars.Add(stage, bar = context.AddTask(Markup.Escape(stage)));
                        if (bar.StopTime is not null)
                            continue;
                        bar.IsIndeterminate = total == 0;
                        if (bar.IsIndeterminate)
                            bar.Description = string.Create(CultureInfo.InvariantCulture, $"{Markup.Escape(stage)} {done:0}");
                        bar.MaxValue = Math.Max(total, 1e-9);
                        bar.Value = done;
                        if (!isLast && stage == lastStage)
                            continue;
                        bar.Value = bar.MaxValue;
                        bar.StopTask();
                    }
                }
                while (!isLast);
            });
    }
}
