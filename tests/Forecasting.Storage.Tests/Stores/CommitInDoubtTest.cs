using System.Globalization;
using Dapper;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Stores;

/// <summary>The connection breaks around a commit, and the program cannot know what became of it: the rows are there once all the same.</summary>
public class CommitInDoubtTest
{
    private static readonly int Times =
        int.Parse(Environment.GetEnvironmentVariable("FORECASTING_CUTS") ?? "20", CultureInfo.InvariantCulture);

    [Test]
    public void Commit_ConnectionCut_RowsAreThereOnce([Values] Cut how)
    {
        using var directory = new DataDirectory(StoreKind.PostgreSql);
        using var direct = ForecastingDatabase.Open(directory.DatabasePath);

        // The server takes its time over a commit: whoever asks too early what became of it gets the wrong answer.
        direct.Connection.Execute(
            """
            create table public.probe (number integer not null);
            create function public.slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.1); return null; end $$;
            create constraint trigger slow after insert on public.probe deferrable initially deferred
              for each row execute function public.slow();
            """);
        var address = new Uri(directory.DatabasePath);
        using var way = new CutConnection(address.Port);
        var cut = new UriBuilder(address) { Port = way.Port, Query = "sslmode=disable" }.Uri.ToString();
        using var database = ForecastingDatabase.Open(cut, new DatabaseSettings { RetrySeconds = 0.01 });

        for (var number = 0; number < Times; number++)
        {
            way.CutAtNextCommit(how);
            database.InTransaction(() => database.Connection.Execute(
                "insert into public.probe (number) values (@number)", new { number }, database.Transaction));
        }

        Assert.That(way.Cuts, Is.EqualTo(Times));
        Assert.That(
            direct.Connection.Query<int>("select number from public.probe order by number"), Is.EqualTo(Enumerable.Range(0, Times)));
        Assert.That(direct.Connection.ExecuteScalar<long>("select count(*) from run.commit_mark"), Is.EqualTo(1), "marks are cleared away");
    }
}
