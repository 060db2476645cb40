using Slipway.Yaml;

namespace Slipway.Components;

/// <summary><c>singleActive: true</c> once more on the finished controller, whoever wrote into it: a trait that patches at will, or a patch of the entry.</summary>
internal static class ActiveCheck
{
    public static IEnumerable<Diagnostic> Check(RenderedComponent rendered, string kind)
    {
        if (rendered.Component.Values["singleActive"] is not ScalarNode flag || !TraitCompany.IsTrue(flag))
            yield break;
        foreach (var made in rendered.Objects.Where(made => made.Kind == kind))
            if (((made.Content as MapNode)?["spec"] as MapNode)?["replicas"] is ScalarNode { Text: not ("0" or "1") } count)
                yield return Diagnostic.Of(RenderingRules.OneActiveFinished, rendered.Component.Values["name"]?.At, rendered.Component.Name, $"{made.Kind} {made.Name}", count.Text);
    }
}
