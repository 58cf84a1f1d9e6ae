using System.Data.Common;
using Dapper;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage;

/// <summary>The database: one DuckDB file, or a database of a PostgreSQL or SQL Server, open until disposed.</summary>
/// <remarks>
/// One process at a time may have a DuckDB file open; a server's database is for many. Not for use by several threads at once. A server that
/// goes away is waited for (<see cref="DatabaseSettings.RetrySeconds"/>): what was begun is begun anew, whole or not at all.
/// </remarks>
public sealed class ForecastingDatabase : IDisposable
{
    private static long commits;

    private readonly IStore store;
    private readonly DatabaseSettings settings;
    private readonly TimeProvider clock;
    private readonly StoreRetry retry;
    private DbConnection? connection;
    private DbTransaction? transaction;
    private Guid lastMark;

    static ForecastingDatabase() => StoreTypes.Register();

    internal ForecastingDatabase(IStore store, DatabaseSettings settings, TimeProvider clock)
    {
        (this.store, this.settings, this.clock) = (store, settings, clock);
        retry = new StoreRetry(settings, clock);
    }

    /// <summary>The database in messages: the file, or the address without user and password.</summary>
    public string Name => store.Name;

    /// <summary>Commits of this process so far, to whichever database, whether they succeeded or not: while there is none, it has changed nothing.</summary>
    public static long Commits => Interlocked.Read(ref commits);

    /// <summary>True when others may use the database at the same time.</summary>
    public bool IsServer => store.IsServer;

    /// <summary>Told of each durable step before it is taken (<c>commit</c>); whatever it throws, the step is not taken.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Asks, as the last step of each transaction, whether this process may still write; null = nobody else can. See
    /// <see cref="Runs.RunLease.Guard"/>.</summary>
    internal Action? Fence { get; set; }

    /// <summary>What kind of database it is.</summary>
    internal IStore Store => store;

    /// <summary>The connection on which everything is written; made anew when it was lost.</summary>
    internal DbConnection Connection => connection ??= Connect();

    /// <summary>The open transaction; null when there is none.</summary>
    internal DbTransaction? Transaction => transaction;

    /// <summary>Opens a database and brings it to the schema of this program.</summary>
    /// <param name="address">A file, created with its folder when there is none; or the address of a server, see docs/operations.md.</param>
    /// <param name="settings">What it may use of the machine; null = the defaults.</param>
    /// <param name="clock">Whose time passes while a server is waited for; null = the system's.</param>
    /// <exception cref="DatabaseException">
    /// The file is held by another process or is no database; the server cannot be reached or does not let this program in; the database
    /// cannot be written, or has another schema. On a server only an empty database is given its schema, an older one must be migrated.
    /// </exception>
    public static ForecastingDatabase Open(string address, DatabaseSettings? settings = null, TimeProvider? clock = null) =>
        DatabaseOpening.Open(address, settings ?? new DatabaseSettings(), clock ?? TimeProvider.System);

    /// <summary>Another connection to the same database, for another thread; made when it is first used. Of a DuckDB file only while this one is open.</summary>
    public ForecastingDatabase Another() => new(store, settings, clock);

    /// <summary>Connects for the first time. A server that is only starting is waited for by whatever comes next.</summary>
    /// <exception cref="DatabaseException">Nobody is there.</exception>
    internal void Meet()
    {
        try
        {
            connection ??= Connect();
        }
        catch (DatabaseException e) when (e.Fault == StoreFault.Lost && !store.IsAbsent(e.InnerException!))
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        transaction?.Dispose();
        connection?.Dispose();
        (transaction, connection) = (null, null);
    }

    /// <summary>What time it is: on a server its own clock, which is the same for all who use it.</summary>
    /// <param name="clock">The clock where there is no server.</param>
    public DateTimeOffset UtcNow(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return store.IsServer
            ? new DateTimeOffset(DateTime.SpecifyKind(Scalar<DateTime>("Schema/ReadClock"), DateTimeKind.Utc))
            : clock.GetUtcNow();
    }

    /// <summary>Ends what another process has open on the server, where the kind of database allows it.</summary>
    /// <param name="process">The mark of that process, see <see cref="ProcessMark"/>.</param>
    internal void EndSessionsOf(string process)
    {
        if (store.EndSessions is { } statement)
            Repeatedly(() => Connection.Query<bool>(Text(statement), new { process }, transaction).AsList());
    }

    /// <summary>A second connection to the same database, for a result that is read while others are written.</summary>
    internal DbConnection OpenReading() => retry.Run(Connect);

    /// <summary>Runs a step that may be run again from its beginning: where a rival was faster or the server was gone, it is.</summary>
    internal T Repeatedly<T>(Func<T> step) => transaction is null ? retry.Run(() => Guarded(step)) : Guarded(step);

    /// <summary>Runs a step; what the engine reports becomes a <see cref="DatabaseException"/>.</summary>
    internal T Guarded<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (DbException e)
        {
            throw Fault(e);
        }
        catch (Exception e) when (e is not DatabaseException && store.IsLoss(e))
        {
            throw new DatabaseException(store.Explain(e), e) { Fault = Lose() };
        }
    }

    /// <summary>A fault of the engine as one of ours. A connection that was lost with it is dropped.</summary>
    internal DatabaseException Fault(DbException fault)
    {
        var kind = store.Classify(fault);
        if (kind == StoreFault.Lost || (store.IsServer && connection is { State: not System.Data.ConnectionState.Open }))
            kind = Lose();
        return new DatabaseException(store.Explain(fault), fault) { Fault = kind };
    }

    /// <summary>Begins a transaction that the caller ends with <see cref="Commit"/> or <see cref="RollBack"/>.</summary>
    internal void Begin() => Guarded(() =>
    {
        try
        {
            return transaction = Connection.BeginTransaction();
        }
        catch (InvalidOperationException stuck)
        {
            // The engine still has a transaction that it could not take back, as with a damaged file.
            throw new DatabaseException(store.Explain(stuck), stuck);
        }
    });

    /// <summary>Makes everything since <see cref="Begin"/> durable.</summary>
    /// <remarks>
    /// Whoever loses the connection while committing does not know what became of it. So each transaction on a server leaves a mark, and the
    /// mark answers: see <see cref="IsKept"/>.
    /// </remarks>
    internal void Commit()
    {
        try
        {
            CommitOnce();
        }
        finally
        {
            Interlocked.Increment(ref commits);
        }
    }

    private void CommitOnce()
    {
        Fence?.Invoke();
        Before?.Invoke("commit");
        if (!store.IsServer)
        {
            Guarded(() => End(t => t.Commit()));
            return;
        }

        var mark = Guid.NewGuid();
        Execute("Schema/InsertCommitMark", new { mark_id = mark });
        Execute("Schema/DeleteCommitMark", new { mark_id = lastMark });
        try
        {
            Guarded(() => End(t => t.Commit()));
        }
        catch (DatabaseException e) when (e.Fault == StoreFault.Lost)
        {
            transaction = null;
            if (!IsKept(mark))
                throw;
        }

        lastMark = mark;
    }

    /// <summary>Takes everything since <see cref="Begin"/> back; nothing happens when there is no transaction.</summary>
    internal void RollBack()
    {
        if (transaction is null)
            return;
        try
        {
            End(t => t.Rollback());
        }
        catch (Exception e) when (e is DbException or InvalidOperationException || store.IsLoss(e))
        {
            // It went with the connection.
            if (store.IsServer)
                Lose();
        }
        finally
        {
            transaction = null;
        }
    }

    /// <summary>Runs <paramref name="work"/> whole or not at all; inside a transaction, as a part of it.</summary>
    internal void InTransaction(Action work)
    {
        if (transaction is not null)
        {
            work();
            return;
        }

        retry.Run(() =>
        {
            Begin();
            try
            {
                work();
                Commit();
                return true;
            }
            catch
            {
                RollBack();
                throw;
            }
        });
    }

    /// <summary>Runs the statement <c>Sql/{name}.sql</c>; outside a transaction, in one of its own.</summary>
    /// <returns>Number of rows changed.</returns>
    internal int Execute(string name, object? parameters = null)
    {
        if (transaction is not null)
            return Guarded(() => Connection.Execute(Text(name), parameters, transaction));
        var changed = 0;
        InTransaction(() => changed = Execute(name, parameters));
        return changed;
    }

    /// <summary>The rows of the query <c>Sql/{name}.sql</c>.</summary>
    internal IReadOnlyList<T> Query<T>(string name, object? parameters = null) =>
        Repeatedly(() => Connection.Query<T>(Text(name), parameters, transaction).AsList());

    /// <summary>The one value of the query <c>Sql/{name}.sql</c>.</summary>
    internal T? Scalar<T>(string name, object? parameters = null) =>
        Repeatedly(() => Connection.ExecuteScalar<T>(Text(name), parameters, transaction));

    /// <summary>What <paramref name="read"/> makes of the rows of the query <c>Sql/{name}.sql</c>.</summary>
    internal T Read<T>(string name, object? parameters, Func<DbDataReader, T> read) => Repeatedly(() =>
    {
        using var reader = (DbDataReader)Connection.ExecuteReader(Text(name), parameters, transaction);
        return read(reader);
    });

    /// <summary>The text of the statement <c>Sql/{name}.sql</c> in the words of this database.</summary>
    internal string Text(string name) => SqlText.Named(name, store);

    /// <summary>Writes rows in bulk to a table, in the order of its columns; outside a transaction, in one of its own.</summary>
    internal void Append<T>(string schema, string table, IEnumerable<T> rows, Action<IRowWriter, T> write) => InTransaction(() => Guarded(() =>
    {
        store.Append(Connection, transaction, schema, table, rows, write);
        return true;
    }));

    /// <summary>A writer of one of the tables of many rows, inside the open transaction.</summary>
    internal IBulkTable OpenTable(BulkShape shape) => Guarded(() => store.OpenTable(Connection, transaction!, shape));

    /// <summary>What became of a commit whose answer was lost.</summary>
    /// <remarks>A query alone could be faster than a commit that the server is still at, and what is begun anew would be there twice. So the same
    /// mark is set once more and taken back: its key waits until the lost transaction has ended.</remarks>
    private bool IsKept(Guid mark) => retry.Run(() => Guarded(() =>
    {
        using var question = Connection.BeginTransaction();
        try
        {
            Connection.Execute(Text("Schema/InsertCommitMark"), new { mark_id = mark }, question);
            question.Rollback();
            return false;
        }
        catch (DbException e) when (store.Classify(e) == StoreFault.Conflict)
        {
            question.Rollback();
            if (Connection.ExecuteScalar<long>(Text("Schema/CountCommitMark"), new { mark_id = mark }) == 0)
                throw;
            return true;
        }
    }));

    private bool End(Action<DbTransaction> how)
    {
        using var ended = transaction!;
        how(ended);
        transaction = null;
        return true;
    }

    private DbConnection Connect()
    {
        try
        {
            return store.Connect();
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new DatabaseException(store.Explain(e), e)
            {
                Fault = e is DbException fault ? store.Classify(fault) : StoreFault.Refused,
                IsBusy = store.IsBusy(e),
            };
        }
    }

    private StoreFault Lose()
    {
        connection?.Dispose();
        connection = null;
        return StoreFault.Lost;
    }
}
