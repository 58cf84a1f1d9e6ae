using System.Globalization;
using BenchmarkDotNet.Running;
using Forecasting.Benchmarks;
using Forecasting.Benchmarks.Cleansing;
using Forecasting.Benchmarks.EndToEnd;
using Forecasting.Benchmarks.Events;
using Forecasting.Benchmarks.Formats;
using Forecasting.Benchmarks.Ingest;
using Forecasting.Benchmarks.Load;
using Forecasting.Benchmarks.NewItems;
using Forecasting.Benchmarks.Orders;
using Forecasting.Benchmarks.ScaleOut;
using Forecasting.Benchmarks.Sensing;
using Forecasting.Benchmarks.Ssa;
using Forecasting.Benchmarks.Storage;

// Four kinds of question. How long does the whole program take, and how much memory:
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --end-to-end [--runs N] [--data DIR [--as-of DATE]]...
// How good is SSA beside SSA as others do it (forecasts of one set, for scoring):
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --ssa-accuracy --input TRAIN --horizon H --frequency F --season M --output OUT
// Does a thin series gain from the season of its group:
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --thin-season FILE WEEKS ORIGINS PREFIX
// How fast are files read into the database, beside DuckDB alone, and with how much memory:
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --ingest [--rows N] [--runs N]
// How fast are sales brought into a database and series read out, beside the database's own bulk path:
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --storage [--rows N] [--runs N] [--only duckdb|postgresql]
// Is it worth taking events out of history (errors on public sets, for docs/benchmarks/events.md):
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --event-lift DIR [HORIZONS-BACK]
// What do stockouts do to demand and forecasts, and which level shifts are found (series per cell, seed):
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --cleansing 20 2026
// How many signals do real daily sales give between two plans, and how many go on (for docs/benchmarks/sensing.md):
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --sensing DIR
// What does planning cost beside forecasting (SKU-locations):
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --planning 100000
// How long do the formats for partners take, and how much memory (lines):
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --formats 1000000
// What does it cost to share a run among nodes, and what would more of them gain (SKU-locations, and of these in a shard):
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --scale-out 10000 1000
// What does it cost a run that people look at the service meanwhile:
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --service-load [--pairs N] [--sku-locations N] [--rate N] [--warm N]
// What of that is a request of which endpoint:
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --service-load --by-endpoint [--sku-locations N] [--rate N] [--seconds N]
// How long does one part take (BenchmarkDotNet):
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --filter '*'
if (args is ["--end-to-end", .. var options])
    return EndToEndTable.Print(options, Console.Out, Console.Error);
if (args is ["--planning", var count])
    return PlanningTable.Print(int.Parse(count, CultureInfo.InvariantCulture), Console.Out);
if (args is ["--formats", var lines])
    return FormatTable.Print(Whole(lines), Console.Out);
if (args is ["--scale-out", var size, var shard])
    return ScaleOutTable.Print(Whole(size), Whole(shard), Console.Out);
if (args is ["--ssa-accuracy", .. var set])
    return SsaAccuracy.Write(set);
if (args is ["--thin-season", .. var thin])
    return ThinSeasonAccuracy.Print(thin, Console.Out);
if (args is ["--ingest", .. var ingest])
    return IngestTable.Print(ingest, Console.Out, Console.Error);
if (args is [IngestTable.Part, .. var part])
    return IngestPart.Run(part, Console.Out);
if (args is ["--storage", .. var storage])
    return StorageTable.Print(storage, Console.Out, Console.Error);
if (args is [StorageTable.Part, .. var way])
    return StoragePart.Run(way, Console.Out);
if (args is ["--service-load", "--by-endpoint", .. var asked])
    return await RequestCostTable.Print(asked, Console.Out, Console.Error);
if (args is ["--service-load", .. var load])
    return await ServiceLoadTable.Print(load, Console.Out, Console.Error);
if (args is ["--event-lift", var sets, .. var back])
    return EventLiftAccuracy.Print(sets, back.Select(int.Parse).SingleOrDefault(), Console.Out);
if (args is ["--sensing", var sensed])
    return SensingTable.Print(sensed, Console.Out);
if (args is ["--cleansing", var series, var seed])
    return StockoutTable.Print(Whole(series), (ulong)Whole(seed), Console.Out) + LevelShiftTable.Print(Whole(series), (ulong)Whole(seed), Console.Out);

BenchmarkSwitcher.FromAssembly(typeof(DemoCompanyBenchmark).Assembly).Run(args);
return 0;

static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
