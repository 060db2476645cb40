using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What the operator's machine is to a task's program.</summary>
internal static class TaskMachine
{
    private const int Enough = 1 << 20;

    /// <summary>Why a program cannot run here; null where nothing speaks against it.</summary>
    public static LocalText? Obstacle(string path)
    {
        using var file = File.OpenHandle(path);
        var start = new byte[Math.Min(RandomAccess.GetLength(file), Enough)];
        return Obstacle(start.AsSpan(0, RandomAccess.Read(file, start, 0)));
    }

    public static LocalText? Obstacle(ReadOnlySpan<byte> content)
    {
        if (!ProgramGroup.IsPossible)
            return new("programs of tasks run on Linux only", "任务的程序只能在 Linux 上运行");
        var form = ExecutableForm.Of(content);
        if (!form.IsRunnable)
            return new("it is neither an executable ELF file nor a script with `#!` and an interpreter", "既不是 ELF 可执行文件，也不是以 `#!` 指明解释器的脚本");
        if (form.Platform is { } built && built != TaskSpec.Machine)
            return new($"it was built for {built}, and this machine is {TaskSpec.Machine}", $"它为 {built} 构建，而本机是 {TaskSpec.Machine}");
        return form.Interpreter is { } interpreter && !File.Exists(interpreter)
            ? new($"it needs {interpreter}, which is not on this machine", $"它需要 {interpreter}，但本机没有")
            : null;
    }

    /// <summary>
    /// The operator's own kubeconfigs with one more in front that says nothing but which context is meant: of several files the first one's word counts.
    /// </summary>
    public static void LeadTo(ClusterAccess access, string folder, Dictionary<string, string> environment)
    {
        if (access.InCluster)
        {
            foreach (var name in (string[])["KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT"])
                if (Environment.GetEnvironmentVariable(name) is { } value)
                    environment[name] = value;
            return;
        }
        var meant = Path.Combine(folder, "kubeconfig");
        File.WriteAllText(meant, YamlWriter.Write(Node.Map(("apiVersion", Node.Of("v1")), ("kind", Node.Of("Config")), ("current-context", Node.Of(access.Context)))));
        var own = access.ExplicitKubeconfig
            ?? (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } list ? list : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".kube", "config"));
        environment["KUBECONFIG"] = string.Join(Path.PathSeparator, [meant, .. own.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath)]);
    }
}
