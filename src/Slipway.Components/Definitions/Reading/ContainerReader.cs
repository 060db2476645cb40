using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>One container of a service.</summary>
internal static class ContainerReader
{
    public static ContainerDefinition? Read(Node value, Place place, DefinitionScope scope)
    {
        if (FieldReader.Of(value, place, KnownFields.Container, scope.Findings) is not { } fields)
            return null;
        var program = ProgramReader.Read(fields, Defaults(scope), scope.Findings);
        ConfigPart.CheckEnv(scope.Config, program?.Env ?? [], fields.Place, scope.Findings);
        var health = HealthReader.Read(fields, scope);
        return program is null ? null : new ContainerDefinition
        {
            Name = program.Name,
            ImagesName = program.ImagesName,
            ImagesTag = program.ImagesTag,
            Command = program.Command,
            Args = program.Args,
            Env = program.Env,
            Health = health,
            Node = program.Node,
        };
    }

    /// <summary>An image that is built is named after the service, and starts what was built.</summary>
    private static ProgramDefaults Defaults(DefinitionScope scope) => new(
        scope.ServiceName?.Value,
        scope.IsBuilt ? new ImageName(null, scope.ServiceName?.Value ?? "", null, SiteRegistry: true) : null,
        scope.VersionTag,
        scope.IsBuilt ? [] : ProgramDefaults.EntryPoint)
    {
        MoreEnv = scope.Config?.Keys.Select(key => key.Env).OfType<string>() ?? [],
    };
}
