// The tests wait for pods far more than they compute: all classes at once.
[assembly: Xunit.v3.Parallelization(MaxThreads = 6)]
