using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Asks an image for what a definition's container expects of it: can the command and the commands of the probes be started?</summary>
public static class ImageCheck
{
    /// <returns>Each finding at the word of the definition that it is about.</returns>
    public static IReadOnlyList<Diagnostic> Check(ContainerDefinition container, Image image, ImageFiles files)
    {
        var programs = new ProgramCheck(image, files, SearchPath(container, image.Config));
        return [.. Started(container, image), .. Starts(container, image).Select(programs.Check).OfType<Diagnostic>(), .. Ports(container, image)];
    }

    /// <summary>A problem that opening or reading the image had, at the image's name.</summary>
    public static Diagnostic At(ContainerDefinition container, Diagnostic problem) => problem with { At = problem.At ?? container.ImagesName.At };

    private static IEnumerable<Diagnostic> Started(ContainerDefinition container, Image image)
    {
        if (container.Command.Count == 0 && image.Config.EntryPoint.Count == 0 && image.Config.Command.Count == 0 && container.Args.Count == 0)
            yield return new Diagnostic(ImageRules.NoEntryPoint, container.Node["command"]?.At ?? container.ImagesName.At, [image.Name, "command"]);
    }

    private static IEnumerable<ProgramStart> Starts(ContainerDefinition container, Image image)
    {
        var name = container.ImagesName.At;
        if (container.Command is [var first, ..])
            yield return first.IsDefault
                ? new ProgramStart([first.Value], name, "the default command", "默认的 command")
                : new ProgramStart(Expanded(container), first.At, "`command`", "`command`");
        else if (image.Config.EntryPoint is { Count: > 0 } own)
            yield return new ProgramStart(own, name, "its own entry point", "自带入口");
        else if (container.Args is [var argument, ..])
            yield return new ProgramStart([argument.Value], argument.At, "`args`", "`args`");
        else if (image.Config.Command is { Count: > 0 } command)
            yield return new ProgramStart(command, name, "its own command", "自带命令");
        foreach (var probe in container.Health.Probes)
            // Kubernetes fills $(X) into commands, but not into those of probes.
            if (probe.Handler is ExecProbe { Command: [var word, ..] words })
                yield return new ProgramStart([.. words.Select(w => w.Value)], word.At, $"`{probe.Key.Text}`", $"`{probe.Key.Text}`");
    }

    private static IReadOnlyList<string> Expanded(ContainerDefinition container)
    {
        var variables = Variables(container);
        return [.. container.Command.Concat(container.Args).Select(word => EnvReferences.Fill(word.Value, variables))];
    }

    private static Dictionary<string, string> Variables(ContainerDefinition container)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in container.Env)
            variables[variable.Name] = EnvReferences.Fill(variable.Value.Value, variables);
        return variables;
    }

    /// <summary>The definition's PATH, else the image's, else what container runtimes put there.</summary>
    private static string SearchPath(ContainerDefinition container, ImageConfig config)
        => Variables(container).GetValueOrDefault("PATH") ?? config["PATH"] ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static IEnumerable<Diagnostic> Ports(ContainerDefinition container, Image image)
    {
        var exposed = image.Config.ExposedPorts.Where(port => port.Protocol == "tcp").Select(port => port.Number).ToList();
        if (exposed.Count == 0)
            yield break;
        foreach (var probe in container.Health.Probes)
            if (OwnPort(probe.Handler) is { } port && !exposed.Contains(port.Value.Number))
                yield return new Diagnostic(ImageRules.NotExposed, port.At ?? probe.Key.At, [image.Name, $"{port.Value.Number}", $"`{probe.Key.Text}`", string.Join(", ", exposed)]);
    }

    /// <summary>The port of the pod itself that a probe asks.</summary>
    private static Placed<ProbePort>? OwnPort(ProbeHandler handler) => handler switch
    {
        HttpProbe { Host: null } http => http.Port,
        TcpProbe { Host: null } tcp => tcp.Port,
        GrpcProbe grpc => grpc.Port,
        _ => null,
    };
}
