using System.Text.RegularExpressions;
using Shop;
using Slipway.Components;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Examples.Tests;

/// <summary>The shop's definitions, and what they say of its program.</summary>
public partial class ShopTests
{
    /// <summary>Non-blank lines of Score's own sample of a shop of as many services, which has no probe at all.</summary>
    private const int LinesOfScoresSample = 325;

    private static readonly string[] Stores = ["orders-db", "redis-cart"];

    public static TheoryData<string> Services => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    internal static string Folder => Path.Combine(TestEnvironment.Root, "examples", "shop", "services");

    [Fact]
    public void There_are_the_eleven_services_another_sender_of_mail_and_the_two_stores()
        => Services.Select(row => row.Data).ShouldBe(
        [
            "adservice", "cartservice", "checkoutservice", "currencyservice", "emailservice", "frontend", "loadgenerator", "maildigest", "orders-db", "paymentservice",
            "productcatalogservice", "recommendationservice", "redis-cart", "shippingservice",
        ]);

    [Theory, MemberData(nameof(Services))]
    public void Check_finds_nothing_in_a_service_and_its_three_probes_are_its_own(string name)
    {
        var read = FileReader.Read(new DefinitionFile(PathOf(name), FromFolder: true));
        read.Diagnostics.Select(finding => DiagnosticText.Write(finding)).ShouldBeEmpty();
        var container = read.Definition.ShouldNotBeNull().Containers.ShouldHaveSingleItem();
        read.Definition.Name.Value.ShouldBe(name);
        container.ImagesName.Value.SiteRegistry.ShouldBeTrue();
        container.Health.Probes.Count().ShouldBe(3);
    }

    [Fact]
    public void Each_service_is_a_role_of_the_program_and_each_role_a_service()
        => Services.Select(row => row.Data).Except(Stores).Select(name => Args().Match(Text(name)).Groups[1].Value).Order(StringComparer.Ordinal).ShouldBe(Role.All.Keys);

    [Fact]
    public void What_a_role_calls_is_among_the_services_that_its_definition_needs()
    {
        // What only adorns a page may be missing, and load comes by the frontend's own address.
        string[] optional = ["frontend adservice"];
        var calls = Directory.GetFiles(Path.Combine(Folder, "..", "src", "Roles"), "*.cs").SelectMany(file => Called().Matches(File.ReadAllText(file)).Select(call => $"{Path.GetFileNameWithoutExtension(file)} {call.Groups[1].Value}"));
        var role = Services.Select(row => row.Data).Except(Stores).ToDictionary(name => name, name => Args().Match(Text(name)).Groups[1].Value);
        foreach (var call in calls.Distinct())
        {
            var (file, callee) = (call.Split(' ')[0], call.Split(' ')[1]);
            foreach (var caller in role.Where(one => file.Equals(one.Value, StringComparison.OrdinalIgnoreCase) || (file == "Mail" && one.Value is "email" or "digest")).Select(one => one.Key))
                (Text(caller).Contains($"\n  {callee}: ", StringComparison.Ordinal) || optional.Contains($"{caller} {callee}")).ShouldBeTrue($"{caller} calls {callee}");
        }
    }

    [Fact]
    public void All_of_them_take_fewer_lines_than_Scores_sample_without_probes()
        => Services.Select(row => row.Data).Except(Stores).Sum(name => File.ReadLines(PathOf(name)).Count(line => line.Trim().Length > 0 && !Probes().IsMatch(line))).ShouldBeLessThan(LinesOfScoresSample);

    [Fact]
    public async Task A_site_may_bring_its_own_database_and_checkout_learns_where_it_is()
    {
        TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        var file = Path.Combine(Directory.CreateTempSubdirectory("slipway-shop-").FullName, "managed.yaml");
        await File.WriteAllTextAsync(file, """
            contract: {name: postgresql, version: "16"}
            address: {addresses: [192.0.2.10]}
            outputs: {database: prod, credentials: {secret: our-login, keys: {username: user, password: pass}}}
            """, TestContext.Current.CancellationToken);
        string[] template = [OnCluster.Program, "template", Path.Combine(Folder, "..", "application.yaml")];
        var (own, site) = (await Command.Run("dotnet", template), await Command.Run("dotnet", [.. template, "--replace", $"orders-db={file}"]));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        own.ShouldContain("kind: StatefulSet");
        own.ShouldContain("name: orders-db-login");
        site.ShouldNotContain("kind: StatefulSet");
        site.ShouldNotContain("orders-db-login");
        site.ShouldContain("- 192.0.2.10");
        site.ShouldContain("value: prod");
        site.ShouldContain("name: our-login");
    }

    [Theory, MemberData(nameof(Services))]
    public void Formatting_leaves_a_service_as_it_is(string name)
    {
        var source = new SourceText(name, Text(name));
        var read = YamlReader.Read(source);
        YamlFormat.Format(source, read, FormatLayout.Of(read).ShouldNotBeNull()).Text.ShouldBe(source.Text);
    }

    private static string PathOf(string name) => Path.Combine(Folder, name + ".yaml");

    private static string Text(string name) => File.ReadAllText(PathOf(name));

    [GeneratedRegex(@"^  args: (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Args();

    [GeneratedRegex("peers\\.\\w+\\(\"([a-z]+)\"")]
    private static partial Regex Called();

    [GeneratedRegex(@"^  health:|Probe:|^      (httpGet|periodSeconds|failureThreshold|timeoutSeconds):")]
    private static partial Regex Probes();
}
