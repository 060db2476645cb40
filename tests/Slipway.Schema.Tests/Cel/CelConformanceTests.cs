namespace Slipway.Schema.Tests.Cel;

public class CelConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_case_comes_out_as_it_says()
    {
        CelCases.All.Count.ShouldBeGreaterThan(1_200);
        var failures = new List<string>();
        foreach (var file in CelCases.All.GroupBy(c => c["file"]!.ToString()!))
        {
            var faults = file.Select(test => (test, Fault: Try(test))).Where(f => f.Fault is not null)
                .Select(f => $"{CelCases.Name(f.test)}: {f.test["expr"]}: {f.Fault}").ToList();
            output.WriteLine($"{file.Key}: {file.Count()} ran, {file.Count() - faults.Count} passed, 0 left out (those with protobuf messages are not in the data)");
            failures.AddRange(faults);
        }
        failures.ShouldBeEmpty();
    }

    private static string? Try(Slipway.Yaml.MapNode test)
    {
        try
        {
            return CelCases.Fault(test);
        }
        catch (Exception failure)
        {
            return failure.ToString();
        }
    }
}
