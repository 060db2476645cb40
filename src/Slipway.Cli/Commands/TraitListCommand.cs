using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>All traits of a platform, a line each.</summary>
internal static class TraitListCommand
{
    private static readonly LocalText Summary = new("List the traits that components can be given", "列出可用于组件的 trait");

    private static readonly LocalText[] Headers =
        [new("TRAIT", "TRAIT"), new("VERSION", "版本"), new("WORKLOADS", "适用的工作负载"), new("WHOSE", "来源"), new("SUMMARY", "简介")];

    public static Verb Create(Language language)
    {
        var platform = TraitCommand.Beside(language);
        return new Verb("list", language, Summary, platform)
        {
            Examples =
            [
                new(new("The built-in ones", "内置的 trait"), "slipway trait list"),
                new(new("With those of a platform team", "连同平台团队自己的 trait"), "slipway trait list --platform platform"),
            ],
            Run = (session, parsed, _) => Task.FromResult(List(session, parsed.GetValue(platform))),
        };
    }

    private static Outcome List(Session session, string? folder)
    {
        var (platform, findings) = Load.Platform(folder);
        if (platform is null)
            return Outcome.Of(findings);
        var traits = TraitCommand.ByName(platform);
        return new Outcome(findings)
        {
            Text = to => Table.Write(to, session, Headers, traits.Select(trait => (IReadOnlyList<string>)
                [trait.Name, trait.Version, string.Join(" ", trait.AppliesTo), TraitCommand.Whose(trait, session.Language), trait.Summary.In(session.Language)])),
            Data = json =>
            {
                json.WriteStartArray("traits");
                foreach (var trait in traits)
                {
                    json.WriteStartObject();
                    json.WriteString("name", trait.Name);
                    json.WriteString("version", trait.Version);
                    json.WriteString("summary", trait.Summary.In(session.Language));
                    json.WriteStartArray("appliesTo");
                    foreach (var workload in trait.AppliesTo)
                        json.WriteStringValue(workload);
                    json.WriteEndArray();
                    json.WriteBoolean("builtIn", TraitCase.Home(trait) is null);
                    if (TraitCase.Home(trait) is { } home)
                        json.WriteString("folder", home);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
        };
    }
}
