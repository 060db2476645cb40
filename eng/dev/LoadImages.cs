using Slipway.Testing;

namespace Slipway.Dev;

/// <summary>The verb `images`: the examples' images as archives, given to a cluster's node by a command of the user's.</summary>
public static class LoadImages
{
    public static async Task<int> Run(Arguments arguments)
    {
        var files = Make();
        foreach (var (image, file) in files)
            Shell.Note($"{Path.GetRelativePath(Shell.Root, file)}  {image}");
        if (await Load(files, arguments.Value("--load")) is not { } failure)
            return 0;
        throw new DevException(failure, 3);
    }

    public static IReadOnlyList<(string Image, string File)> Make()
    {
        var busybox = Shell.Find("busybox") ?? throw new DevException("The examples' images are made of a static busybox. On Debian and Ubuntu: apt-get install busybox-static", 3);
        if (!ExampleImages.IsStatic(busybox))
            throw new DevException($"{busybox} is not linked statically and would not run in an image of its own. On Debian and Ubuntu: apt-get install busybox-static", 3);
        Shell.Say("Making the examples' images");
        Directory.CreateDirectory(Shell.At("dist", "images"));
        return [.. ExampleImages.Names.Select(example =>
        {
            var file = Shell.At("dist", "images", example.Key + ".tar");
            File.WriteAllBytes(file, ExampleImages.Make(Shell.At("examples", example.Key), busybox));
            return (example.Value, file);
        })];
    }

    /// <summary>Null when the node has the images now; else what is missing.</summary>
    public static async Task<string?> Load(IReadOnlyList<(string Image, string File)> files, string? named = null)
    {
        if (Command(named) is not { } command)
            return "The images were made, but nothing is known that gives them to your cluster's nodes. Name a command that takes an image archive:\n"
                + "  kind:        dotnet dev.cs images --load \"kind load image-archive\"\n"
                + "  k3s:         dotnet dev.cs images --load \"k3s ctr images import\"\n"
                + "  minikube:    dotnet dev.cs images --load \"minikube image load\"\n"
                + "or push dist/images/*.tar to a registry (crane push FILE HOST/examples/hello:1.0.0) and install with --registry HOST.";
        foreach (var (image, file) in files)
        {
            var (code, output, error) = await Shell.Capture(command[0], [.. command[1..], file]);
            if (code != 0)
                return $"'{string.Join(' ', command)} {file}' ended with exit code {code}:\n{output}{error}";
            Shell.Note($"the node has {image}");
        }
        return null;
    }

    private static string[]? Command(string? named)
    {
        named ??= Environment.GetEnvironmentVariable("SLIPWAY_TEST_IMAGE_LOAD");
        if (!string.IsNullOrWhiteSpace(named))
            return named.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var beside = Path.GetFullPath(Shell.At("..", "shared", "cluster", "cluster"));
        return File.Exists(beside) ? [beside, "load"] : null;
    }
}
