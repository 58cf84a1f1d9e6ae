using System.Data;
using System.Data.Common;
using Forecasting.Storage.Files;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Forecasting.Storage.Sources;

/// <summary>Feeds that a database gives: each query of the settings becomes a CSV file, which is then read like any other.</summary>
/// <remarks>
/// All queries run in one transaction that sees one state and is rolled back. PostgreSQL refuses to write in it; SQL Server knows no such
/// transaction, so there only the rights of the login forbid it. Only text of the settings is sent. Rows come in the order of the query:
/// without <c>order by</c> the same rows may make another file, and another run.
/// </remarks>
public static class FeedQueries
{
    /// <summary>Writes one file for each feed that has a query.</summary>
    /// <param name="settings">Queries, provider and the name of the environment variable with the connection string; valid.</param>
    /// <param name="cache">Where the files go.</param>
    /// <param name="environment">The value of an environment variable; null when it is not set.</param>
    /// <param name="cancellationToken">Stops a query.</param>
    /// <returns>The folder with the files; null when no feed has a query.</returns>
    /// <exception cref="InputException">The database cannot be reached, or refuses a query.</exception>
    public static string? Materialise(
        InputSettings settings, SourceCache cache, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        var feeds = FeedNames.All.Where(feed => settings.For(feed).Query is not null).ToList();
        if (feeds.Count == 0)
            return null;
        var folder = cache.Folder("queries");
        using var connection = Connection(settings, environment);
        using var transaction = Asking("The database does not let this program in", () => Begin(connection, settings.Provider!.Value));
        foreach (var feed in feeds)
        {
            Asking($"The database refuses input.{feed.SettingName()}.query", () =>
            {
                using var command = Command(connection, transaction, settings.For(feed).Query!);
                using var stop = cancellationToken.Register(command.Cancel);
                using var reader = command.ExecuteReader(CommandBehavior.SequentialAccess | CommandBehavior.SingleResult);
                QueryFile.Write(reader, Path.Combine(folder, feed.FileName() + ".csv"), cancellationToken);
                return true;
            });
            cancellationToken.ThrowIfCancellationRequested();
        }

        transaction.Rollback();
        return folder;
    }

    /// <summary>A connection that is not open yet.</summary>
    /// <exception cref="InputException">The variable is not set, or holds no connection string.</exception>
    internal static DbConnection Connection(InputSettings settings, Func<string, string?> environment)
    {
        var text = environment(settings.Connection!);
        if (string.IsNullOrWhiteSpace(text))
            throw new InputException($"The environment variable {settings.Connection}, which input.connection names, is not set: it must "
                + "hold the connection string.");
        try
        {
            // Pooling would keep the login open after the one transaction there is.
            return settings.Provider == SqlProvider.SqlServer
                ? new SqlConnection(new SqlConnectionStringBuilder(text)
                {
                    ApplicationIntent = ApplicationIntent.ReadOnly,
                    ApplicationName = "forecasting",
                    Pooling = false,
                }.ConnectionString)
                : new NpgsqlConnection(
                    new NpgsqlConnectionStringBuilder(text) { ApplicationName = "forecasting", Pooling = false }.ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The text of the exception may quote the secret.
            throw new InputException($"The environment variable {settings.Connection} holds no connection string for {settings.Provider}.");
        }
    }

    private static DbTransaction Begin(DbConnection connection, SqlProvider provider)
    {
        connection.Open();
        var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        if (provider == SqlProvider.Postgres)
        {
            using var command = Command(connection, transaction, SqlText.Named("Sources/SetTransactionReadOnly"));
            command.ExecuteNonQuery();
        }

        return transaction;
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;

        // A year of sales takes as long as it takes; Ctrl-C stops it.
        command.CommandTimeout = 0;
        return command;
    }

    private static T Asking<T>(string what, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (DbException e)
        {
            throw new InputException($"{what}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
