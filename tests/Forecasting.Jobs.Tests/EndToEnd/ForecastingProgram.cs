using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Forecasting.Jobs.Demo;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>What the program left behind.</summary>
/// <param name="ExitCode">0 done · 1 done, some SKUs failed · 2 wrong usage or settings · 3 input or database unavailable.</param>
/// <param name="Output">All of stdout.</param>
/// <param name="Errors">All of stderr.</param>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Everything that was said, for the message of a failing test.</summary>
    public override string ToString() => $"exit code {ExitCode}\n--- stdout\n{Output}\n--- stderr\n{Errors}";
}

/// <summary>The built program as a process of its own: arguments, environment, both streams, exit code; killed when the test is over.</summary>
internal sealed class ForecastingProgram : IDisposable
{
    private const int InterruptSignal = 2;
    private const int KilledExitCode = 128 + 9;

    // Copied beside the tests with its runtimeconfig.json, because the tests reference the program's project.
    private static readonly string ProgramPath = typeof(DemoCompany).Assembly.Location;

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private ForecastingProgram(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Number of the process.</summary>
    public int Id => process.Id;

    /// <summary>True until the program has ended.</summary>
    public bool IsRunning => !process.HasExited;

    /// <summary>Runs the program to its end.</summary>
    public static ProgramResult Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);

    /// <summary>Runs the program to its end in a changed environment.</summary>
    public static ProgramResult Run(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var program = Start(environment, arguments);
        return program.WaitForEnd();
    }

    /// <summary>Starts the program.</summary>
    /// <param name="environment">Variables to set beside the test's own.</param>
    /// <param name="arguments">Command line.</param>
    public static ForecastingProgram Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // A script in the background ignores Ctrl-C, and its children inherit that: env (GNU) gives the signal its meaning back.
        var isLinux = OperatingSystem.IsLinux();
        var start = new ProcessStartInfo(isLinux ? "env" : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        if (isLinux)
        {
            start.ArgumentList.Add("--default-signal=INT");
            start.ArgumentList.Add("dotnet");
        }

        // No test writes a key into the folder of whoever runs it.
        start.Environment["FORECASTING_PSEUDONYM_KEY"] = new string('5', 64);

        // A process that lives for seconds is done sooner when it does not measure itself for the optimizer.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.ArgumentList.Add("exec");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        start.ArgumentList.Add(ProgramPath);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        process.StandardInput.Close();
        return new ForecastingProgram(process);
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt()
    {
        if (Kill(process.Id, InterruptSignal) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>SIGKILL, and waits until the process is gone.</summary>
    /// <returns>False when it had ended by itself.</returns>
    public bool Kill()
    {
        if (process.HasExited)
            return false;
        process.Kill();
        process.WaitForExit();
        return process.ExitCode == KilledExitCode;
    }

    /// <summary>Waits for the end.</summary>
    public ProgramResult WaitForEnd()
    {
        process.WaitForExit();
        return new ProgramResult(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsRunning)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
