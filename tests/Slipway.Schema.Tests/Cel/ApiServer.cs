using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Testing;
using Slipway.Yaml;
using static Slipway.Schema.Tests.Cel.KubernetesRules;

namespace Slipway.Schema.Tests.Cel;

/// <summary>Asks an API server about the rules, through kubectl's proxy.</summary>
internal sealed partial class ApiServer : IDisposable
{
    private const string Group = "cel.slipway.test";
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private readonly System.Diagnostics.Process proxy;
    private readonly HttpClient client;

    private ApiServer(System.Diagnostics.Process proxy, Uri address) => (this.proxy, client) = (proxy, new HttpClient { BaseAddress = address });

    public static async Task<ApiServer> Start()
    {
        var proxy = Command.Start(TestEnvironment.Needs("kubectl"), ["proxy", "--port=0"]);
        var line = await proxy.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new ApiServer(proxy, new Uri("http://" + line!.Split(' ')[^1]));
    }

    public void Dispose()
    {
        client.Dispose();
        proxy.Kill();
        proxy.Dispose();
    }

    public async Task<IReadOnlyList<Verdict>> Judge()
    {
        var refused = await Refused();
        var accepted = Enumerable.Range(0, Rules.Count).Where(i => !refused.ContainsKey(i)).ToList();
        await Delete();
        (await Post(Definitions, Definition(accepted))).Code.ShouldBe(201);
        try
        {
            await Command.Run("kubectl", "wait", "--for=condition=Established", "--timeout=60s", $"crd/checks.{Group}");
            var outcomes = new Dictionary<string, Dictionary<int, string>>();
            foreach (var entry in Objects.Entries)
                outcomes[entry.Name] = await Outcomes(entry.Name, entry.Value);
            return [.. Rules.Select((rule, i) => refused.TryGetValue(i, out var faults)
                ? new Verdict(rule, faults, new Dictionary<string, string>())
                : new Verdict(rule, [], outcomes.ToDictionary(o => o.Key, o => o.Value.GetValueOrDefault(i, "true"))))];
        }
        finally
        {
            await Delete();
        }
    }

    private static async Task Delete() => await Command.Run("kubectl", "delete", "crd", $"checks.{Group}", "--ignore-not-found", "--wait=true", "--timeout=60s");

    private async Task<Dictionary<int, IReadOnlyList<string>>> Refused()
    {
        var (_, answer) = await Post(Definitions + "?dryRun=All", Definition([.. Enumerable.Range(0, Rules.Count)]));
        var refused = new Dictionary<int, IReadOnlyList<string>>();
        foreach (var (field, message) in Causes(answer))
        {
            message.ShouldNotContain(" cost ", customMessage: $"{field}: the rules are to be cheap enough for the API server");
            var number = int.Parse(RuleNumber().Match(field).Groups[1].Value);
            var faults = CompilationError().Matches(message).Select(m => Common(ObjectType().Replace(m.Groups[1].Value, "object"))).Distinct().ToList();
            refused[number] = faults.Count > 0 ? faults : [Common(message)];
        }
        return refused;
    }

    /// <summary>Rules that are not named hold.</summary>
    private async Task<Dictionary<int, string>> Outcomes(string name, Node spec)
    {
        var body = Node.Map(("apiVersion", Node.Of($"{Group}/v1")), ("kind", Node.Of("Check")), ("metadata", Node.Map(("name", Node.Of(name)))), ("spec", spec));
        var (_, answer) = await Post($"/apis/{Group}/v1/checks?dryRun=All", body);
        var outcomes = new Dictionary<int, string>();
        foreach (var (_, message) in Causes(answer))
            if (MessageNumber().Match(message) is { Success: true } match)
                outcomes[int.Parse(match.Groups[1].Value)] = IsFailure(message) ? "error" : "false";
        outcomes.ShouldNotBeEmpty(answer);
        return outcomes;
    }

    private static bool IsFailure(string message)
        => message.Contains("evaluating rule", StringComparison.Ordinal) || message.Contains("call arguments did not match", StringComparison.Ordinal);

    private static MapNode Definition(IReadOnlyList<int> rules)
    {
        var validations = Node.List(rules.Select(i => Node.Map(("rule", Node.Of(Rules[i])), ("message", Node.Of($"rule {i}.")))));
        var schema = Node.Map(("type", Node.Of("object")), ("properties", Node.Map(("spec", KubernetesRules.Schema.With("x-kubernetes-validations", validations)))));
        var version = Node.Map(("name", Node.Of("v1")), ("served", Node.Of(true)), ("storage", Node.Of(true)), ("schema", Node.Map(("openAPIV3Schema", schema))));
        var names = Node.Map(("plural", Node.Of("checks")), ("singular", Node.Of("check")), ("kind", Node.Of("Check")), ("listKind", Node.Of("CheckList")));
        return Node.Map(
            ("apiVersion", Node.Of("apiextensions.k8s.io/v1")), ("kind", Node.Of("CustomResourceDefinition")), ("metadata", Node.Map(("name", Node.Of($"checks.{Group}")))),
            ("spec", Node.Map(("group", Node.Of(Group)), ("scope", Node.Of("Cluster")), ("names", names), ("versions", Node.List(version)))));
    }

    private async Task<(int Code, string Body)> Post(string path, Node body)
    {
        using var content = new StringContent(JsonText.Write(body), null, "application/json");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static List<(string Field, string Message)> Causes(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("details", out var details) && details.TryGetProperty("causes", out var causes)
            ? [.. causes.EnumerateArray().Select(c => (c.TryGetProperty("field", out var field) ? field.GetString()! : "", c.GetProperty("message").GetString()!))]
            : [];
    }

    [GeneratedRegex(@"x-kubernetes-validations\[(\d+)\]")]
    private static partial Regex RuleNumber();

    [GeneratedRegex(@"rule (\d+)\.")]
    private static partial Regex MessageNumber();

    [GeneratedRegex(@"ERROR: <input>:\d+:\d+: (.*)")]
    private static partial Regex CompilationError();

    [GeneratedRegex("selfType[0-9]+")]
    private static partial Regex ObjectType();
}
