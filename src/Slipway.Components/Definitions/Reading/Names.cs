using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Names that become names of objects.</summary>
internal static class Names
{
    /// <summary>A DNS-1035 label: reports any other.</summary>
    public static bool CheckLabel(ScalarNode name, string path, int longest, string example, List<Diagnostic> findings)
    {
        if (name.Text.Length > longest)
            findings.Add(Diagnostic.Of(DefinitionRules.LongName, name, Place.Cut(path), name.Text.Length.ToString(), longest.ToString()));
        else if (!Texts.IsLetterLabel(name.Text))
            findings.Add(Diagnostic.Of(DefinitionRules.BadName, name, Place.Cut(path), name.Text, Texts.LabelFrom(name.Text, longest, example)));
        else
            return true;
        return false;
    }
}
