using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests;

/// <summary>Ends what the tests of this namespace and those below have started.</summary>
[SetUpFixture]
public sealed class Servers
{
    [OneTimeTearDown]
    public void Stop() => StoreUnderTest.StopServers();
}
