using System.Diagnostics;
using NUnit.Framework;

namespace Forecasting.Storage.Tests;

public class ForecastingDatabaseTest
{
    [Test]
    public void Open_NewFile_MakesItsFolderAndSchema()
    {
        using var directory = new DataDirectory();
        var path = Path.Combine(directory.Root, "deep", "er", "forecasting.duckdb");
        using (var database = ForecastingDatabase.Open(path))
            Assert.That(database.Scalar<int>("Schema/ReadVersion"), Is.EqualTo(SqlText.Migrations("DuckDb")[^1].Version));
        using (var again = ForecastingDatabase.Open(path))
            Assert.That(again.Scalar<int>("Schema/ReadVersion"), Is.EqualTo(SqlText.Migrations("DuckDb")[^1].Version));
    }

    [TestCase("")]
    [TestCase("half of a file that was being made")]
    public void Open_AfterWhoeverMadeItWasKilled_MakesItAgain(string halfMade)
    {
        using var directory = new DataDirectory();
        File.WriteAllText(directory.DatabasePath + ".0123.new", halfMade);
        File.WriteAllText(directory.DatabasePath + ".0123.new.wal", halfMade);
        using (var database = ForecastingDatabase.Open(directory.DatabasePath))
            Assert.That(database.Scalar<int>("Schema/ReadVersion"), Is.EqualTo(SqlText.Migrations("DuckDb")[^1].Version));
        Assert.That(Directory.GetFiles(directory.Root), Is.EqualTo(new[] { directory.DatabasePath }), "nothing else is left behind");
    }

    [Test]
    public void Open_ManyMakeItAtOnce_AllHaveTheSame()
    {
        using var directory = new DataDirectory();
        using var start = new ManualResetEventSlim();
        var made = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            start.Wait();
            using var database = ForecastingDatabase.Open(directory.DatabasePath);
            lock (directory)
            {
                var id = database.Scalar<long>("Import/NextLoadId");
                database.Execute("Import/RecordLoad", new { load_id = id, feed = "sales", load_key = $"{id}", change_count = 0L });
            }
        })).ToList();
        made.ForEach(t => t.Start());
        start.Set();
        made.ForEach(t => t.Join());
        using (var again = ForecastingDatabase.Open(directory.DatabasePath))
            Assert.That(again.Scalar<long>("Import/NextLoadId"), Is.EqualTo(9), "nobody's row is in a database that was thrown away");
        Assert.That(Directory.GetFiles(directory.Root), Is.EqualTo(new[] { directory.DatabasePath }));
    }

    [Test]
    public void Open_NewerSchema_IsRefused()
    {
        using var directory = new DataDirectory();
        using (var database = ForecastingDatabase.Open(directory.DatabasePath))
            database.Execute("Schema/RecordVersion", new { version = 99, name = "0099_from_the_future" });
        Assert.That(() => ForecastingDatabase.Open(directory.DatabasePath), Throws.InstanceOf<DatabaseException>().With.Message.EqualTo(
            $"The database \"{directory.DatabasePath}\" has schema version 99, and this program knows versions up to {SqlText.Migrations("DuckDb")[^1].Version}. "
            + "Use the newer program, or give another --db."));
    }

    [Test]
    public void Open_OtherFile_IsRefusedAndLeftAsItIs()
    {
        using var directory = new DataDirectory();
        File.WriteAllText(directory.DatabasePath, "This is a text file, and by no means a database.");
        Assert.That(() => ForecastingDatabase.Open(directory.DatabasePath), Throws.InstanceOf<DatabaseException>().With.Message.EqualTo(
            $"The file \"{directory.DatabasePath}\" is not a Forecasting database. Give another --db, or move the file away."));
        Assert.That(File.ReadAllText(directory.DatabasePath), Is.EqualTo("This is a text file, and by no means a database."));
    }

    [TestCase("items.csv", "sku,name\nA-1,Paint\nA-2,Brush\n")]
    [TestCase("settings.json", "{ \"bucket\": \"week\" }\n")]
    public void Open_FileOfData_IsRefusedAndLeftAsItIs(string name, string text)
    {
        using var directory = new DataDirectory();
        var path = Path.Combine(directory.Data, name);
        File.WriteAllText(path, text);
        Assert.That(() => ForecastingDatabase.Open(path), Throws.InstanceOf<DatabaseException>().With.Message.EqualTo(
            $"The file \"{path}\" is not a Forecasting database. Give another --db, or move the file away."));
        Assert.That(File.ReadAllText(path), Is.EqualTo(text));
    }

    [Test]
    public void Open_Folder_IsRefused()
    {
        using var directory = new DataDirectory();
        Assert.That(() => ForecastingDatabase.Open(directory.Data), Throws.InstanceOf<DatabaseException>().With.Message.EqualTo(
            $"The database \"{directory.Data}\" is a folder. Give the name of a file."));
    }

    [Test]
    public void Open_FileHeldByAnotherProcess_IsRefusedInOneLine()
    {
        using var directory = new DataDirectory();
        using var holder = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(DatabaseHolder).Assembly.Location, directory.DatabasePath])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            Assert.That(holder.StandardOutput.ReadLine(), Is.EqualTo("held"));
            Assert.That(() => ForecastingDatabase.Open(directory.DatabasePath), Throws.InstanceOf<DatabaseException>().With.Message.EqualTo(
                $"The database \"{directory.DatabasePath}\" is in use by another process. Wait until the other run has ended, or give another --db."));
        }
        finally
        {
            holder.StandardInput.Close();
            holder.WaitForExit();
        }

        ForecastingDatabase.Open(directory.DatabasePath).Dispose();
    }

    [Test]
    public void InTransaction_WorkThatFails_LeavesNothing()
    {
        using var directory = new DataDirectory();
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        Assert.That(
            () => database.InTransaction(() =>
            {
                database.Append("inventory", "unplanned_line", ["a"], (row, x) => row.AppendValue(x).AppendValue(x).AppendValue(x).AppendValue(true).AppendValue(x));
                throw new InvalidOperationException();
            }),
            Throws.InvalidOperationException);
        using var command = database.Connection.CreateCommand();
        command.CommandText = "select count(*) from inventory.unplanned_line";
        Assert.That(command.ExecuteScalar(), Is.EqualTo(0L));
    }

    [Test]
    public void InTransaction_OneThatTheEngineCouldNotTakeBackIsStillOpen_SaysSo()
    {
        using var directory = new DataDirectory();
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        using var stuck = database.Connection.BeginTransaction();

        Assert.That(
            () => database.InTransaction(() => { }),
            Throws.TypeOf<DatabaseException>().With.InnerException.TypeOf<InvalidOperationException>());
    }

    [Test]
    public void Validate_WrongSettings_NamesEveryFault() =>
        Assert.That(new DatabaseSettings { MemoryLimitMegabytes = 5, Threads = 0 }.Validate(), Is.EqualTo(new[]
        {
            "database.memoryLimitMegabytes is 5; it must be 100 or more.", "database.threads is 0; it must be 1 or more.",
        }));
}
