using Slipway.Packages.Tests.Composing;
using Slipway.Testing;

namespace Slipway.Packages.Tests.Sources;

/// <summary>A git repository on this disk.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-repository-");

    public string Folder => folder.FullName;

    public string Address => $"file://{Folder}";

    public static async Task<TestRepository> Start()
    {
        TestEnvironment.Needs("git");
        var made = new TestRepository();
        await made.Git("init", "--quiet", "--initial-branch=main");
        return made;
    }

    public TestRepository With(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    public TestRepository WithService(string path, string name, string version = "1.0.0", string more = "")
    {
        using var files = new TestApplication().WithService(name, version, more);
        return With(path, File.ReadAllText(Path.Combine(files.Folder, $"{name}.yaml")));
    }

    /// <returns>The commit.</returns>
    public async Task<string> Commit(string? tag = null)
    {
        await Git("add", "--all");
        await Git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message", "a state");
        if (tag is not null)
            await Git("tag", "--force", tag);
        return (await Git("rev-parse", "HEAD")).Trim();
    }

    public Task<string> Git(params string[] arguments) => Command.Run("git", ["-C", Folder, "-c", "protocol.file.allow=always", .. arguments]);

    public void Dispose() => folder.Delete(recursive: true);
}
