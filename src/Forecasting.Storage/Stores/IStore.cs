using System.Data.Common;

namespace Forecasting.Storage.Stores;

/// <summary>What went wrong in a database, as far as it decides what to do next.</summary>
internal enum StoreFault
{
    /// <summary>The same again gives the same answer: a wrong statement, a missing right, no room.</summary>
    Refused,

    /// <summary>A rival was faster, or two waited for each other: the same transaction again may succeed at once.</summary>
    Conflict,

    /// <summary>The server or the way to it is gone: a new connection is needed, now or in a while.</summary>
    Lost,
}

/// <summary>One kind of database: all that is not the same for the three of them.</summary>
internal interface IStore
{
    /// <summary>The database in messages: never with a password.</summary>
    string Name { get; }

    /// <summary>Folder of its own statements and migrations below <c>Sql</c>.</summary>
    string Dialect { get; }

    /// <summary>True when it is a server, which others may use at the same time and which may go away and come back.</summary>
    bool IsServer { get; }

    /// <summary>Statement that ends the sessions of another process, by its mark; null where none may do that.</summary>
    string? EndSessions { get; }

    /// <summary>A new connection, open.</summary>
    DbConnection Connect();

    /// <summary>A statement of ours in the words of this database.</summary>
    string Translate(string sql);

    /// <summary>Writes rows in bulk, in the order of the table's columns, inside the transaction if there is one.</summary>
    void Append<T>(
        DbConnection connection, DbTransaction? transaction, string schema, string table, IEnumerable<T> rows, Action<IRowWriter, T> write);

    /// <summary>A writer of one of the tables of many rows, inside the transaction.</summary>
    IBulkTable OpenTable(DbConnection connection, DbTransaction transaction, BulkShape shape);

    /// <summary>A command whose rows come as they are read, however many there are.</summary>
    DbCommand Streaming(DbConnection connection);

    /// <summary>What a fault means for what to do next.</summary>
    StoreFault Classify(DbException fault);

    /// <summary>True when a fault that is none of the engine's own says that the connection is gone.</summary>
    bool IsLoss(Exception fault);

    /// <summary>True when nobody answers at the address, or no name leads to it: more often a mistake than an outage.</summary>
    bool IsAbsent(Exception fault);

    /// <summary>True when it cannot be opened because another process has it open alone.</summary>
    bool IsBusy(Exception fault);

    /// <summary>A fault in one line for an operator: what, where, and what to do; never with a secret.</summary>
    string Explain(Exception fault);
}
