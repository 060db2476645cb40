using System.Buffers.Binary;
using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests;

/// <summary>A definition with <c>build</c>, what it takes, and a platform with base images, in a folder of their own.</summary>
internal sealed class BuildFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-build-");

    public string At(string path) => Path.Combine(folder.FullName, path);

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>The front of a Linux program; enough for everything but to be started.</summary>
    /// <param name="machine">62 for amd64, 183 for arm64.</param>
    /// <param name="loader">Null for a static one.</param>
    public static byte[] Elf(int machine = 62, string? loader = null)
    {
        var elf = new byte[256];
        ((byte[])[0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(elf, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(16), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(18), (ushort)machine);
        BinaryPrimitives.WriteInt64LittleEndian(elf.AsSpan(32), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(54), 56);
        if (loader is null)
            return elf;
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(56), 1);
        BinaryPrimitives.WriteInt32LittleEndian(elf.AsSpan(64), 3);
        BinaryPrimitives.WriteInt64LittleEndian(elf.AsSpan(72), 128);
        BinaryPrimitives.WriteInt64LittleEndian(elf.AsSpan(96), loader.Length + 1);
        Encoding.ASCII.GetBytes(loader).CopyTo(elf, 128);
        return elf;
    }

    public BuildFolder With(string path, string text, int mode = 0b110_100_100) => With(path, Encoding.UTF8.GetBytes(text), mode);

    public BuildFolder With(string path, byte[] content, int mode = 0b111_101_101)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), content);
        File.SetUnixFileMode(At(path), (UnixFileMode)mode);
        return this;
    }

    public BuildFolder Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.CreateSymbolicLink(At(path), target);
        return this;
    }

    /// <summary>A base image <c>base</c>, pinned by the digest of its manifest or of what is given.</summary>
    public BuildFolder Base(TestImage image, string? index = null, string? digest = null)
    {
        image.WriteTo(At("platform/images/base"), index);
        return With("platform/platform.yaml", $"baseImages:\n  base: {{layout: images/base, digest: \"{digest ?? image.Manifest}\"}}\n");
    }

    /// <summary>A base image <c>base</c> in a registry.</summary>
    public BuildFolder RemoteBase(string image, string digest) => With("platform/platform.yaml", $"baseImages:\n  base: {{image: \"{image}@{digest}\"}}\n");

    public async Task<ImageBuilding> Build(string build, Action<CopyProgress>? progress = null, string more = "container:", CancellationToken? cancellation = null)
    {
        var text = $$$"""
            name: web
            version: 1.0.0
            build: {{{build}}}
            ports: {http: 8080}
            {{{more}}}
              health:
                startupProbe: {httpGet: {path: /started, port: http}}
                livenessProbe: {httpGet: {path: /live, port: http}}
                readinessProbe: {httpGet: {path: /ready, port: http}}
            """;
        var read = DefinitionReader.Read(new SourceText(At("service.yaml"), text));
        var platform = Directory.Exists(At("platform")) ? PlatformReader.Read(At("platform")).Platform.ShouldNotBeNull() : PlatformReader.BuiltIn;
        return await ImageBuilder.Build(
            read.Definition.ShouldNotBeNull(string.Join('\n', read.Diagnostics.Select(d => d.Message(Language.English)))),
            new ImageBuildOptions { Platform = platform, Target = At("out.tar"), Progress = progress },
            cancellation ?? TestContext.Current.CancellationToken);
    }

    /// <summary>An image that could be built, written as an archive.</summary>
    public async Task<byte[]> Archive(string build)
    {
        using var image = await Built(build);
        await LayoutWriter.Write(image, At("out.tar"), null, TestContext.Current.CancellationToken);
        return await File.ReadAllBytesAsync(At("out.tar"), TestContext.Current.CancellationToken);
    }

    public async Task<BuiltImage> Built(string build)
    {
        var built = await Build(build);
        return built.Image.ShouldNotBeNull(string.Join('\n', built.Findings.Select(f => $"{f.Rule.Code} {f.Message(Language.English)}")));
    }

    /// <summary>What a build that cannot be done tells; nothing may be left of it.</summary>
    public async Task<Diagnostic> Refused(string build)
    {
        var before = Directory.GetFileSystemEntries(folder.FullName).Order().ToList();
        var (image, findings) = await Build(build);
        image.ShouldBeNull();
        Directory.GetFileSystemEntries(folder.FullName).Order().ShouldBe(before);
        findings.Count.ShouldBe(1, string.Join('\n', findings.Select(f => f.Message(Language.English))));
        findings[0].At.ShouldNotBeNull(findings[0].Message(Language.English));
        return findings[0];
    }
}
