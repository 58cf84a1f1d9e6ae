using NUnit.Framework;

// Fixtures run beside each other, the tests of one fixture one after the other. They wait for disks and for other processes: there may be
// more of them than processors.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
