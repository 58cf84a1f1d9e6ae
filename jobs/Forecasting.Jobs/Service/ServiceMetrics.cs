using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service;

/// <summary>What the service tells Prometheus and OpenTelemetry of its work.</summary>
internal sealed class ServiceMetrics
{
    /// <summary>Name of meter and activity source.</summary>
    public const string Name = "Forecasting.Service";

    /// <summary>Traces of work and shards.</summary>
    public static readonly ActivitySource Activities = new(Name);

    private readonly Counter<long> ended;
    private readonly Histogram<double> duration;
    private readonly UpDownCounter<int> working;
    private readonly Histogram<double> shards;
    private readonly Histogram<double> computing;
    private readonly Counter<long> forecast;
    private readonly Counter<long> planned;

    public ServiceMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        ended = meter.CreateCounter<long>("forecasting.work.ended", description: "Pieces of work that ended, by kind and state.");
        duration = meter.CreateHistogram<double>("forecasting.work.duration", "s", "How long they took.");
        shards = meter.CreateHistogram<double>("forecasting.shard.duration", "s", "How long shards took on this node, from claim to completion.");
        computing = meter.CreateHistogram<double>("forecasting.shard.computing", "s", "How long of that was forecasting; the rest is what sharing costs.");
        forecast = meter.CreateCounter<long>("forecasting.shard.lines", description: "SKU-locations forecast in shards on this node.");
        planned = meter.CreateCounter<long>("forecasting.plan.lines", description: "SKU-locations forecast for plans that this node makes.");
        meter.CreateObservableGauge("forecasting.shard.open", () => OpenShards, description: "Shards that the run of this node waits for.");
        meter.CreateObservableGauge(
            "forecasting.feed.age", () => FeedAges.Select(f => new Measurement<int>(f.Value, new KeyValuePair<string, object?>("feed", f.Key))), "d",
            "Days from the newest data of a feed to today.");
        working = meter.CreateUpDownCounter<int>("forecasting.work.live", description: "Pieces of work that are being done.");
        meter.CreateObservableGauge(
            "forecasting.deadline.lead", () => DeadlineLeads.Select(d => new Measurement<double>(d.Value, new KeyValuePair<string, object?>("deadline", d.Key))), "s",
            "Time from when it is expected to its deadline; negative when it is, or will be, missed.");
    }

    /// <summary>Counts a shard that this node completed.</summary>
    /// <param name="took">From claim to completion.</param>
    /// <param name="computed">How long of that was forecasting.</param>
    /// <param name="lines">SKU-locations.</param>
    public void Shard(TimeSpan took, TimeSpan computed, int lines)
    {
        shards.Record(took.TotalSeconds);
        computing.Record(computed.TotalSeconds);
        forecast.Add(lines);
    }

    /// <summary>Shards that the run of this node waits for.</summary>
    public int OpenShards { get; set; }

    /// <summary>By feed, days from its newest data to today.</summary>
    public ImmutableDictionary<string, int> FeedAges { get; set; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Counts SKU-locations that are forecast.</summary>
    public void Planned(long lines) => planned.Add(lines);

    /// <summary>By deadline, seconds from when it is expected to when it is due.</summary>
    public ImmutableDictionary<string, double> DeadlineLeads { get; set; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>Begins to measure a piece of work.</summary>
    public Measured Measure(RequestKind kind) => new(this, kind);

    /// <summary>A piece of work under measurement.</summary>
    internal sealed class Measured : IDisposable
    {
        private readonly ServiceMetrics metrics;
        private readonly KeyValuePair<string, object?> kind;
        private readonly Activity? activity;
        private readonly long began = Stopwatch.GetTimestamp();
        private RequestState state = RequestState.Failed;

        public Measured(ServiceMetrics metrics, RequestKind kind)
        {
            this.metrics = metrics;
            this.kind = new("kind", kind.ToString().ToLowerInvariant());
            activity = Activities.StartActivity(kind.ToString().ToLowerInvariant());
            metrics.working.Add(1, this.kind);
        }

        /// <summary>Where its trace goes on.</summary>
        public ActivityContext Trace => activity?.Context ?? default;

        /// <summary>Says how it ended; without, it failed.</summary>
        public void End(RequestState how) => state = how;

        /// <inheritdoc/>
        public void Dispose()
        {
            metrics.working.Add(-1, kind);
            metrics.ended.Add(1, kind, new("state", state.ToString().ToLowerInvariant()));
            metrics.duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, kind);
            activity?.SetTag("state", state.ToString().ToLowerInvariant());
            activity?.Dispose();
        }
    }
}
