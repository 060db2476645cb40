using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Slipway.Testing;

namespace Slipway.Architecture.Tests;

/// <summary>The arrows of docs/architecture.md, over what the projects say and over what the compiler made of it.</summary>
public class ProjectTests
{
    /// <summary>Assembly → the one above it that it is built on; everything further up comes with that.</summary>
    private static readonly Dictionary<string, string?> BuiltOn = new()
    {
        ["Slipway.Yaml"] = null,
        ["Slipway.Schema"] = "Slipway.Yaml",
        ["Slipway.Components"] = "Slipway.Schema",
        ["Slipway.Packages"] = "Slipway.Components",
        ["Slipway.Delivery"] = "Slipway.Packages",
        ["Slipway.Cli"] = "Slipway.Delivery",
    };

    public static TheoryData<string> Assemblies => [.. BuiltOn.Keys];

    [Fact]
    public void Every_folder_of_src_is_an_assembly_of_the_diagram()
        => Directory.GetDirectories(Path.Combine(TestEnvironment.Root, "src")).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal).ShouldBe(BuiltOn.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Assemblies))]
    public void A_project_refers_only_to_what_it_is_built_on(string assembly)
    {
        var project = XDocument.Load(Path.Combine(TestEnvironment.Root, "src", assembly, assembly + ".csproj"));
        project.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))
            .ShouldBeSubsetOf(Above(assembly));
    }

    [Theory, MemberData(nameof(Assemblies))]
    public void A_compiled_assembly_refers_to_nothing_below_it(string assembly)
        => References(assembly).Where(name => name.StartsWith("Slipway.", StringComparison.Ordinal) || name == "slipway")
            .ShouldBeSubsetOf(Above(assembly));

    [Theory]
    [InlineData("YamlDotNet", "Slipway.Yaml")]
    [InlineData("KubernetesClient", "Slipway.Delivery")]
    [InlineData("System.Net.Http", "Slipway.Packages", "Slipway.Delivery")]
    [InlineData("ZstdSharp", "Slipway.Packages")]
    [InlineData("System.CommandLine", "Slipway.Cli")]
    [InlineData("Spectre.Console", "Slipway.Cli")]
    public void A_library_is_the_business_of_its_owners(string library, params string[] owners)
        => BuiltOn.Keys.Where(assembly => References(assembly).Any(name => name == library || name.StartsWith(library + ".", StringComparison.Ordinal)))
            .ShouldBeSubsetOf(owners);

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument.Load(Path.Combine(TestEnvironment.Root, "Slipway.slnx")).Descendants("Project").Select(p => (string)p.Attribute("Path")!);
        Projects().ShouldBe(listed.Order(StringComparer.Ordinal), ignoreOrder: true);
    }

    [Fact]
    public void Every_project_has_its_lock_file()
        // A missing lock file passes a locked restore in silence and is made anew.
        => Projects().Where(p => !File.Exists(Path.Combine(TestEnvironment.Root, Path.GetDirectoryName(p)!, "packages.lock.json"))).ShouldBeEmpty();

    [Fact]
    public void Every_assembly_under_the_command_line_is_marked_AOT_compatible()
        => BuiltOn.Keys.Where(assembly => !Metadata(assembly).Contains("IsAotCompatible")).ShouldBeEmpty();

    private static IEnumerable<string> Projects() => new[] { "src", "tests", "bench", "examples" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(TestEnvironment.Root, folder), "*.csproj", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(TestEnvironment.Root, file)).Order(StringComparer.Ordinal);

    private static List<string> Above(string assembly)
        => BuiltOn[assembly] is { } next ? [next, .. Above(next)] : [];

    private static string FileOf(string assembly)
        => Path.Combine(AppContext.BaseDirectory, (assembly == "Slipway.Cli" ? "slipway" : assembly) + ".dll");

    private static List<string> References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(FileOf(assembly)));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private static IEnumerable<string> Metadata(string assembly)
        => Assembly.LoadFrom(FileOf(assembly)).GetCustomAttributes<AssemblyMetadataAttribute>().Where(a => a.Value == "True").Select(a => a.Key);
}
