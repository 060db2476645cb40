using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.Dev;

/// <summary>A package with a gigabyte of images beside oras, which copies the same layers from layout to layout; in turns in one run.</summary>
internal static class BenchPackages
{
    private const int Rounds = 5;
    private const int Layers = 8;
    private const int LayerSize = 128 << 20;

    public static async Task<IReadOnlyList<Bench.Row>> Rows(string slipway, string helm, string work)
    {
        if (Shell.Find("oras") is not { } oras)
        {
            Shell.Say("Packages with images are left out: there is no oras on PATH");
            return [];
        }
        Shell.Say($"A package with {(long)Layers * LayerSize >> 20} MiB of images, {Rounds} rounds");
        var folder = Directory.CreateDirectory(Path.Combine(work, "package")).FullName;
        Application(folder);
        var (slip, copy) = (Path.Combine(folder, "out.slip"), Path.Combine(folder, "copy"));
        string[] build = ["package", "build", folder, "--images", "all", "--helm", helm, "--out", slip];
        List<Measured> builds = [], copies = [], again = [], looks = [];
        for (var round = 0; round <= Rounds; round++)
        {
            File.Delete(slip);
            if (Directory.Exists(copy))
                Directory.Delete(copy, recursive: true);
            var (b, c) = (await Measured.Run(slipway, build), await Measured.Run(oras, ["copy", "--from-oci-layout", $"{folder}/images:1.0.0", "--to-oci-layout", $"{copy}:1.0.0"]));
            var (a, l) = (await Measured.Run(slipway, build), await Measured.Run(slipway, ["package", "inspect", slip]));
            if (round == 0)
                continue; // The first round fills the file cache.
            builds.Add(b);
            copies.Add(c);
            again.Add(a);
            looks.Add(l);
        }
        var (made, other, unchanged) = (Median(builds), Median(copies), Median(again));
        var most = builds.Concat(again).Max(m => m.OwnMegabytes);
        return
        [
            new($"`slipway package build` with 1 GiB of images / `oras copy` of the same layers", $"{made / other:0.00} ({made / 1000:0.0} s / {other / 1000:0.0} s)", "at most 1.5", made / other <= 1.5),
            new("the same build again, nothing changed", $"{unchanged / 1000:0.00} s", "under 2 s", unchanged < 2000),
            new("peak memory of both", $"{most:0} MB", "under 200 MB", most < 200),
            new("`slipway package inspect` of it", $"{Median(looks):0} ms, {looks.Max(m => m.OwnMegabytes):0} MB", "", true),
        ];
    }

    private static double Median(IEnumerable<Measured> all) => Bench.Median(all.Select(m => m.Milliseconds));

    private static void Application(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "application.yaml"), "name: large\nversion: 1.0.0\ncomponents: {web: {service: web.yaml}}\nimages: {\"/bench/web:1.0.0\": {layout: images}}\n");
        File.WriteAllText(Path.Combine(folder, "web.yaml"), """
            name: web
            version: 1.0.0
            container:
              imagesName: /bench/web
              health:
                startupProbe: {httpGet: {path: /started, port: 8080}}
                livenessProbe: {httpGet: {path: /live, port: 8080}}
                readinessProbe: {httpGet: {path: /ready, port: 8080}}
            """);
        var blobs = Directory.CreateDirectory(Path.Combine(folder, "images", "blobs", "sha256")).FullName;
        var random = new Random(1);
        var layers = new List<JsonObject>();
        var content = new byte[LayerSize];
        for (var i = 0; i < Layers; i++)
        {
            random.NextBytes(content);
            layers.Add(Put(blobs, content, "application/vnd.oci.image.layer.v1.tar"));
        }
        var config = Put(blobs, Text(new JsonObject
        {
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray([.. layers.Select(layer => layer["digest"]!.DeepClone())]) },
        }), "application/vnd.oci.image.config.v1+json");
        var manifest = Put(blobs, Text(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
            ["config"] = config,
            ["layers"] = new JsonArray([.. layers]),
        }), "application/vnd.oci.image.manifest.v1+json");
        manifest["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = "1.0.0" };
        File.WriteAllBytes(Path.Combine(folder, "images", "index.json"), Text(new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(manifest) }));
        File.WriteAllText(Path.Combine(folder, "images", "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
    }

    private static JsonObject Put(string blobs, byte[] content, string type)
    {
        var hex = Convert.ToHexStringLower(SHA256.HashData(content));
        File.WriteAllBytes(Path.Combine(blobs, hex), content);
        return new JsonObject { ["mediaType"] = type, ["digest"] = $"sha256:{hex}", ["size"] = content.Length };
    }

    private static byte[] Text(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
