using Forecasting.Segmentation;

namespace Forecasting.Accuracy;

/// <summary>One series forecast in two ways from its own past: by its local models, and by the model of all series.</summary>
/// <param name="Key">Its name, unique.</param>
/// <param name="Pattern">Its kind of demand: series of one kind are judged together.</param>
/// <param name="Local">Errors of the local models.</param>
/// <param name="Global">Errors of the global model, whose training had seen nothing after its origins.</param>
public sealed record GlobalTrial(string Key, DemandPattern Pattern, Backtest Local, Backtest Global);
