using System.Text;
using Slipway.Testing;

namespace Slipway.Dev;

/// <summary>The verb `shop`: the program of examples/shop compiled ahead of time, base images of Debian's packages, and what `slipway image build` makes of both.</summary>
public static class BuildShop
{
    private static readonly string Shop = Shell.At("examples", "shop");
    private static readonly string Platform = Shell.At("dist", "shop", "platform");
    private static readonly string Stamp = Shell.At("dist", "shop", "inputs");

    public static async Task<int> Run(Arguments arguments)
    {
        var inputs = ShopImages.Inputs(Shop);
        var files = ShopImages.Images.Keys.Select(name => Shell.At("dist", "images", name + ".tar")).ToList();
        if (File.Exists(Stamp) && File.ReadAllText(Stamp) == inputs && files.TrueForAll(File.Exists))
            Shell.Note("The shop's images are those of these sources.");
        else
            await Make(inputs);
        foreach (var file in files)
            Shell.Note($"{Path.GetRelativePath(Shell.Root, file)}  {new FileInfo(file).Length / 1e6:0.0} MB");
        if (arguments.Value("--load") is { } command && await LoadImages.Load([.. files.Select(file => (Path.GetFileNameWithoutExtension(file), file))], command) is { } failure)
            throw new DevException(failure, 3);
        return 0;
    }

    private static async Task Make(string inputs)
    {
        BuildNative.NeedsLinker();
        if (Shell.Find("mmdebstrap") is null)
            throw new DevException("The shop's base images are made of Debian's packages by mmdebstrap. On Debian and Ubuntu: apt-get install mmdebstrap", 3);
        Directory.CreateDirectory(Platform);
        File.Delete(Stamp);
        await Compile();
        await MakeBases();
        var slipway = await TryExamples.Build();
        Shell.Say("Building the images");
        Directory.CreateDirectory(Shell.At("dist", "images"));
        foreach (var (name, definition) in ShopImages.Images)
            await Shell.Show(slipway, ["image", "build", $"examples/shop/services/{definition}", "--platform", "dist/shop/platform", "--out", $"dist/images/{name}.tar"], Shell.English());
        await File.WriteAllTextAsync(Stamp, inputs);
    }

    private static async Task Compile()
    {
        Shell.Say("Compiling the shop ahead of time (about half a minute)");
        var publish = Shell.At("artifacts", "shop");
        if (await Shell.Run("dotnet", ["publish", "examples/shop/src", "-c", "Release", "-r", "linux-x64", "-p:Aot=true", "-o", publish, "-v:minimal", "-tl:off", .. Shell.BuildArguments], Shell.English()) != 0)
            throw new DevException("The shop's program was not compiled.", 1);
        Directory.CreateDirectory(Path.Combine(Shop, "services", "out"));
        BuildNative.Replace(Path.Combine(publish, "shop"), Path.Combine(Shop, "services", "out", "shop"));
    }

    /// <summary>A platform folder with the three base images, each pinned by its digest. It is generated: Debian mends its packages, and the digests change with them.</summary>
    private static async Task MakeBases()
    {
        Shell.Say("Making base images of Debian's packages");
        Directory.CreateDirectory(Path.Combine(Platform, "images"));
        var text = new StringBuilder("name: shop\nversion: 1.0.0\nbaseImages:\n");
        foreach (var made in ShopImages.Bases)
        {
            var root = await Unpack(made);
            var (archive, digest) = ShopImages.MakeBase(made.Name, root);
            Directory.Delete(root, recursive: true);
            await File.WriteAllBytesAsync(Path.Combine(Platform, "images", made.Name + ".tar"), archive);
            text.Append($"  {made.Name}:\n    layout: images/{made.Name}.tar\n    digest: {digest}\n    summary: {{en: \"{made.En}\", zh: \"{made.Zh}\"}}\n");
            Shell.Note($"{made.Name}  {digest}  {archive.Length / 1e6:0.0} MB");
        }
        await File.WriteAllTextAsync(Path.Combine(Platform, "platform.yaml"), text.ToString());
    }

    private static async Task<string> Unpack(ShopImages.Base made)
    {
        var root = Shell.At("dist", "shop", "root-" + made.Name);
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
        // Unpacked, not installed: no script of a package runs, so nothing of this machine gets in.
        var (code, output, error) = await Shell.Capture("mmdebstrap", ["--variant=extract", $"--include={made.Packages}", "--format=directory", "bookworm", root]);
        return code == 0 ? root : throw new DevException($"mmdebstrap ended with exit code {code}:\n{output}{error}", 3);
    }
}
