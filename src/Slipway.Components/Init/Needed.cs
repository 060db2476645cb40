using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What is asked for where a source is silent.</summary>
internal static class Needed
{
    public static LocalText Name { get; } = new("what the service is called", "服务的名称");

    public static LocalText Version { get; } = new("which version it is, such as 1.0.0", "服务的版本，例如 1.0.0");

    public static LocalText Image { get; } = new("which image it runs", "运行哪个镜像");

    public static LocalText Value { get; } = new("its value", "变量的值");

    public static LocalText Size { get; } = new("how much it holds, such as 10Gi", "容量，例如 10Gi");

    public static LocalText Startup { get; } = new(
        "how to see that it has started, such as exec: {command: [cat, /tmp/started]}", "如何判断已启动，例如 exec: {command: [cat, /tmp/started]}");

    public static LocalText Liveness { get; } = new(
        "how to see that only a restart helps, such as exec: {command: [cat, /tmp/alive]}", "如何判断只有重启才能恢复，例如 exec: {command: [cat, /tmp/alive]}");

    public static LocalText Readiness { get; } = new(
        "how to see that it can work now, such as exec: {command: [cat, /tmp/ready]}", "如何判断现在可以工作，例如 exec: {command: [cat, /tmp/ready]}");

    public static LocalText Secret { get; } = new(
        "looks like a secret: describe it in `config`, with x-slipway: {secret: true}", "像是机密：请改在 `config` 中描述，并写 x-slipway: {secret: true}");

    /// <summary>By the name alone; the name of a file that holds it is none.</summary>
    public static bool LooksSecret(string name, string value)
        => value.Length > 0 && !name.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase) && SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] SecretWords = ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "PRIVATE_KEY", "API_KEY", "APIKEY", "CREDENTIAL"];

    public static LocalText OwnEntryPoint { get; } = new("the image's own entry point", "镜像自带的入口");
}
