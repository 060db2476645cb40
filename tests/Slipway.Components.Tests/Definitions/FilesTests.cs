using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions;

public sealed class FilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("slipway-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_folder_means_every_yaml_file_below_it_in_ordinal_order()
    {
        Write("b/service.yaml", "a.yml", "B.yaml", "b/notes.txt", ".hidden/x.yaml", ".gitlab-ci.yml", "b/c/d.YAML");
        Names(folder).ShouldBe(["B.yaml", "a.yml", "b/c/d.YAML", "b/service.yaml"]);
    }

    [Fact]
    public void A_file_stays_as_given_and_comes_once()
    {
        Write("a.yaml", "b.yaml", "c.txt");
        var found = DefinitionFiles.Find([P("c.txt"), P("b.yaml"), folder]);
        found.Diagnostics.ShouldBeEmpty();
        found.Files.Select(file => (Path.GetFileName(file.Path), file.FromFolder)).ShouldBe([("c.txt", false), ("b.yaml", false), ("a.yaml", true)]);
    }

    [Fact]
    public void Slipwayignore_names_what_is_passed_over()
    {
        Write("charts/x.yaml", "deep/charts/y.yaml", "docs/a/b/z.yaml", "docs/top.yaml", "one.yaml", "two.yaml", "keep/one.yaml", "sub/three.yaml", "sub/three/four.yaml", "values-a.yaml", "values-b.yaml");
        File.WriteAllText(P(".slipwayignore"), "# not ours\r\n\ncharts/\r\n/one.yaml\ndocs/**/z.yaml\nvalues-?.yaml\n!values-b.yaml\n!\n/\n");
        File.WriteAllText(P("sub/.slipwayignore"), "three.yaml\n");
        Names(folder).ShouldBe(["docs/top.yaml", "keep/one.yaml", "sub/three/four.yaml", "two.yaml", "values-b.yaml"]);
    }

    [Fact]
    public void A_pattern_of_many_stars_is_matched_in_no_time()
    {
        var deep = string.Join('/', Enumerable.Repeat("a", 40));
        Write(deep + "/x.yaml");
        File.WriteAllText(P(".slipwayignore"), string.Concat(Enumerable.Repeat("**/a/", 15)) + "b.yaml\n" + string.Concat(Enumerable.Repeat("**/", 30)) + "c.yaml\n");
        Names(folder).ShouldBe([deep + "/x.yaml"]);
    }

    [Fact]
    public void A_linked_folder_is_entered_and_a_loop_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        Write("real/a.yaml");
        Directory.CreateDirectory(P("top"));
        Directory.CreateSymbolicLink(P("top/link"), P("real"));
        Directory.CreateSymbolicLink(P("real/loop"), P("top"));
        File.CreateSymbolicLink(P("top/file.yaml"), P("real/a.yaml"));
        Names(P("top")).ShouldBe(["file.yaml", "link/a.yaml"]);
    }

    [Fact]
    public void What_the_file_system_refuses_is_a_finding_that_says_what_to_do()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Sockets and devices have no path on Windows.");
        Directory.CreateDirectory(P("empty"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(P("socket")));
        File.CreateSymbolicLink(P("broken"), P("nowhere"));
        string[] paths = [P("missing.yaml"), P("missing\0"), "", P("broken"), P("empty"), P("socket"), "/dev/null"];
        var found = DefinitionFiles.Find(paths);
        found.Files.ShouldBeEmpty();
        found.Diagnostics.Count.ShouldBe(paths.Length);
        Golden.Check("files-refused.txt", Printed(found.Diagnostics));
    }

    [Fact]
    public void A_pipe_is_refused_without_waiting_for_somebody_to_write()
    {
        var mkfifo = TestEnvironment.Needs("mkfifo");
        Process.Start(mkfifo, [P("pipe.yaml")]).WaitForExit();
        Here.Codes(DefinitionFiles.Find([P("pipe.yaml")]).Diagnostics).ShouldBe([FileRules.NotOrdinary.Code]);
        Here.Codes([DefinitionFiles.ReadBytes(Path.Join(folder, "pipe.yaml")).Finding!]).ShouldBe([FileRules.NotOrdinary.Code]);
    }

    [Fact]
    public void A_file_without_length_is_read_all_the_same()
    {
        Assert.SkipUnless(File.Exists("/proc/self/status"), "Needs /proc.");
        DefinitionFiles.ReadBytes("/proc/self/status").Bytes.ShouldNotBeNull().ShouldNotBeEmpty();
        Write("empty.yaml");
        File.WriteAllText(P("empty.yaml"), "");
        DefinitionFiles.ReadBytes(P("empty.yaml")).Bytes.ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public void Reading_a_file_too_large_or_gone_or_broken_is_a_finding()
    {
        Write("large.yaml", "list.yaml");
        using (var large = File.OpenWrite(P("large.yaml")))
            large.SetLength(DefinitionFiles.LargestMebibytes * 1024L * 1024 + 1);
        var findings = new[] { P("large.yaml"), P("gone.yaml"), folder }.Select(path => DefinitionFiles.ReadBytes(path).Finding!).ToList();
        // Memory of a process at address 0 exists as a file and cannot be read, not even by root.
        if (File.Exists("/proc/self/mem"))
            findings.Add(DefinitionFiles.ReadBytes("/proc/self/mem").Finding!);
        findings.Add(new Diagnostic(FileRules.NoPermission, null, ["closed.yaml"]));
        Golden.Check("files-unreadable.txt", Printed(findings));
    }

    [Fact]
    public void A_file_without_read_permission_is_a_finding_that_says_how_to_get_it()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no permission bits.");
        else if (Environment.IsPrivilegedProcess)
            RunAgainAsNobody();
        else
            CheckPermissions();
    }

    [UnsupportedOSPlatform("windows")]
    private void CheckPermissions()
    {
        Write("closed.yaml", "closed/a.yaml");
        File.SetUnixFileMode(P("closed.yaml"), UnixFileMode.None);
        File.SetUnixFileMode(P("closed"), UnixFileMode.None);
        var found = DefinitionFiles.Find([P("closed"), P("closed.yaml"), P("closed/a.yaml")]);
        var read = found.Files.Select(file => DefinitionFiles.ReadBytes(file.Path).Finding!);
        File.SetUnixFileMode(P("closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Here.Codes([.. found.Diagnostics, .. read]).ShouldBe([FileRules.NoPermission.Code, FileRules.NoPermission.Code, FileRules.NoPermission.Code]);
    }

    /// <summary>Permission bits do not refuse root: the same test once more, in a process without root's rights.</summary>
    private static void RunAgainAsNobody()
    {
        var start = new ProcessStartInfo(TestEnvironment.Needs("setpriv"))
        {
            RedirectStandardOutput = true,
            ArgumentList = { "--reuid=65534", "--regid=65534", "--clear-groups", Path.ChangeExtension(typeof(FilesTests).Assembly.Location, null), "-method", "*A_file_without_read_permission*" },
            Environment = { ["HOME"] = Path.GetTempPath() },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.SkipUnless(output.Contains("Discovered", StringComparison.Ordinal), "The user nobody cannot start the tests from this folder.");
        process.ExitCode.ShouldBe(0, output);
    }

    [Fact]
    public void Each_file_is_read_as_what_it_is()
    {
        (string Name, string Text)[] files =
        [
            ("service.yaml", Here.Definition()),
            ("misspelt.yaml", "conatiner: {}\n"),
            ("with.yaml", "traits: {autoscale: {max: 5}}\n"),
            ("manifest.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"),
            ("workflow.yml", "on: push\njobs: {}\n"),
            ("site.yaml", "format: site/alpha1\nname: a\n"),
            ("deps.yaml", "depsService: {a: 3.0.4}\n"),
            ("upgrade.yaml", "updater: {from: 1.0.0}\n"),
        ];
        foreach (var (name, text) in files)
            File.WriteAllText(P(name), text);
        var read = DefinitionFiles.Find([folder]).Files.Select(file => FileReader.Read(file)).ToList();
        read.Where(file => file.Definition is not null).Select(file => Path.GetFileName(file.Path)).ShouldBe(["service.yaml"]);
        read.Where(file => file.Entry is not null).Select(file => Path.GetFileName(file.Path)).ShouldBe(["with.yaml"]);
        Golden.Check("files-of-other-formats.txt", Printed([.. read.SelectMany(file => file.Diagnostics)]));
        Here.Codes(FileReader.Read(new DefinitionFile(P("workflow.yml"), FromFolder: false)).Diagnostics).ShouldContain(DefinitionRules.Missing.Code);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_message_is_there_in_both_languages(string code)
    {
        var rule = DefinitionRules.All.Single(rule => rule.Code == code);
        foreach (var text in new[] { rule.Message, rule.Help })
        {
            text.English.ShouldNotBeNullOrWhiteSpace();
            text.Chinese.Any(c => c is >= '\u4E00' and <= '\u9FFF').ShouldBeTrue();
        }
    }

    public static TheoryData<string> Rules => [.. DefinitionRules.All.Select(rule => rule.Code)];

    private string P(string name) => Path.Join(folder, name);

    private string Printed(IReadOnlyList<Diagnostic> diagnostics) => Here.Printed(diagnostics).Replace(folder, "DIR", StringComparison.Ordinal);

    private static List<string> Names(string folder)
    {
        var found = DefinitionFiles.Find([folder]);
        found.Diagnostics.ShouldBeEmpty();
        found.Files.ShouldAllBe(file => file.FromFolder);
        return [.. found.Files.Select(file => Path.GetRelativePath(folder, file.Path))];
    }

    private void Write(params string[] names)
    {
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(P(name))!);
            File.WriteAllText(P(name), "traits: {}\n");
        }
    }
}
