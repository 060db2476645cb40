// The tests wait for pods far more than they compute: all classes at once.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
