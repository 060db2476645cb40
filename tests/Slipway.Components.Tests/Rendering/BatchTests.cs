using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

public sealed class BatchTests
{
    [Fact]
    public async Task Batch_bytes_equal_single_bytes_for_every_case()
    {
        var helm = HelmUnderTest.Pinned();
        var chart = HelmUnderTest.Chart();
        var components = RenderCase.All.Select(c => c.Build()).ToList();
        var batch = await Renderer.Render(components, PlatformReader.BuiltIn, new RenderTarget("test"), helm, TestContext.Current.CancellationToken);
        for (var i = 0; i < components.Count; i++)
        {
            batch[i].HasErrors.ShouldBeFalse($"{RenderCase.All[i].Name}: {batch[i].Findings.FirstOrDefault()?.Message(Language.English)}");
            var single = await HelmUnderTest.Single(helm, chart, components[i]);
            string.Join("\n---\n", batch[i].Objects.Select(o => o.Yaml.TrimEnd('\n'))).ShouldBe(string.Join("\n---\n", single), RenderCase.All[i].Name);
        }
    }

    [Fact]
    public async Task The_merge_in_CSharp_equals_the_merge_in_the_templates_for_every_case()
    {
        // The entry's own patches change finished objects; they are no part of the model.
        var components = RenderCase.All.Select(c => c.Build()).Select(c => c with { Values = c.Values.Without("patches") }).ToList();
        var batch = await Renderer.Render(components, PlatformReader.BuiltIn, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);
        foreach (var (rendered, one) in batch.Zip(RenderCase.All))
        {
            var workload = (rendered.Component.Values["workload"] as ScalarNode)?.Text ?? "stateless";
            if (PlatformReader.BuiltIn.Workload(workload)!.Controller is not { Kind: var kind })
                continue;
            var controller = rendered.Objects.Single(o => o.Kind == kind).Content;
            var made = ModelLists.Controller(rendered.Trace.Finished, (MapNode)controller);
            HelmYaml.Write(made).ShouldBe(HelmYaml.Write(controller), one.Name);
        }
    }

    [Fact]
    public async Task Every_case_renders_what_its_golden_says()
    {
        var batch = await Renderer.Render([.. RenderCase.All.Select(c => c.Build())], PlatformReader.BuiltIn, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);
        foreach (var (rendered, one) in batch.Zip(RenderCase.All))
            Golden.Check($"{one.Name}.yaml", string.Join("---\n", rendered.Objects.Select(o => o.Yaml)) + string.Concat(rendered.Findings.Select(f => $"# {f.Severity}: {f.Message(Language.English)}\n")));
    }
}
