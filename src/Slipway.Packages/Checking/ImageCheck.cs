using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Asks an image for what a definition's container expects of it: can the command and the commands of the probes be started?</summary>
public static class ImageCheck
{
    /// <param name="container">One of the definition's containers, or an updater's.</param>
    /// <returns>Each finding at the word of the definition that it is about.</returns>
    public static IReadOnlyList<Diagnostic> Check(ServiceDefinition definition, ContainerProgram container, Image image, ImageFiles files)
    {
        // What lies under a volume hides the image's files there.
        var programs = new ProgramCheck(image, files, SearchPath(container, image.Config), [.. definition.Storage.Select(volume => volume.Path.Value)]);
        var starts = Starts(container, image).Concat(container is ContainerDefinition service ? Asked(definition, service) : []);
        return [.. Started(container, image), .. starts.Select(programs.Check).OfType<Diagnostic>(), .. container is ContainerDefinition asked ? Ports(asked, image) : []];
    }

    /// <summary>A problem that opening or reading the image had, at the image's name.</summary>
    public static Diagnostic At(ContainerProgram container, Diagnostic problem) => problem with { At = problem.At ?? container.ImagesName.At };

    private static IEnumerable<Diagnostic> Started(ContainerProgram container, Image image)
    {
        if (container.Command.Count == 0 && image.Config.EntryPoint.Count == 0 && image.Config.Command.Count == 0 && container.Args.Count == 0)
            yield return new Diagnostic(ImageRules.NoEntryPoint, container.Node["command"]?.At ?? container.ImagesName.At, [image.Name, "`command`"]);
    }

    private static IEnumerable<ProgramStart> Starts(ContainerProgram container, Image image)
    {
        var name = container.ImagesName.At;
        if (container.Command is [var first, ..])
            yield return first.IsDefault
                ? new ProgramStart([first.Value], name, "the default command", "默认的 command ")
                : new ProgramStart(Expanded(container), first.At, "`command`", " `command` ");
        else if (image.Config.EntryPoint is { Count: > 0 } own)
            yield return new ProgramStart(own, name, "its own entry point", "自带入口");
        else if (container.Args is [var argument, ..])
            yield return new ProgramStart([argument.Value], argument.At, "`args`", " `args` ");
        else if (image.Config.Command is { Count: > 0 } command)
            yield return new ProgramStart(command, name, "its own command", "自带命令");
    }

    private static IEnumerable<ProgramStart> Asked(ServiceDefinition definition, ContainerDefinition container)
    {
        foreach (var probe in container.Health.Probes)
            // Kubernetes fills $(X) into commands, but not into those of probes.
            if (probe.Handler is ExecProbe { Command: [var word, ..] words })
                yield return new ProgramStart([.. words.Select(w => w.Value)], word.At, $"`{probe.Key.Text}`", $" `{probe.Key.Text}` ");
        if (definition.Containers.Count == 1 && definition.Shutdown?.PreStop is PreStopCommand { Words: [var stop, ..] stopping })
            yield return new ProgramStart([.. stopping.Select(w => w.Value)], stop.At, "`preStop`", " `preStop` ");
    }

    private static IReadOnlyList<string> Expanded(ContainerProgram container)
    {
        var variables = Variables(container);
        return [.. container.Command.Concat(container.Args).Select(word => EnvReferences.Fill(word.Value, variables))];
    }

    private static Dictionary<string, string> Variables(ContainerProgram container)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in container.Env)
            variables[variable.Name] = EnvReferences.Fill(variable.Value.Value, variables);
        return variables;
    }

    /// <summary>The definition's PATH, else the image's, else what container runtimes put there.</summary>
    private static string SearchPath(ContainerProgram container, ImageConfig config)
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
