namespace Slipway.Components;

/// <summary>The keys that one kind of map may hold, found without regard to case.</summary>
internal sealed class KnownFields
{
    private readonly Dictionary<string, string> spellings;

    private KnownFields(params IReadOnlyList<string> names)
    {
        Names = names;
        List = string.Join(", ", names);
        spellings = names.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order in which help lists them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The names as help lists them.</summary>
    public string List { get; }

    /// <summary>Our own spelling of a key; null when it is unknown here.</summary>
    public string? Spelling(string key) => spellings.GetValueOrDefault(key);

    public static KnownFields Service { get; } = new(
        "format", "name", "version", "workload", "container", "containers", "ports", "config", "updater", "rollback", "depsService", "storage",
        "resources", "shutdown", "singleActive", "build", "adopted");

    public static KnownFields Container { get; } = new("name", "imagesName", "imagesTag", "command", "args", "env", "health");

    public static KnownFields Health { get; } = new("livenessProbe", "startupProbe", "readinessProbe", "startupSeconds");

    public static KnownFields Handlers { get; } = new("exec", "httpGet", "tcpSocket", "grpc");

    public static KnownFields Probe { get; } = new(
    [
        .. Handlers.Names,
        "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold", "terminationGracePeriodSeconds",
    ]);

    public static KnownFields Exec { get; } = new("command");

    public static KnownFields HttpGet { get; } = new("path", "port", "host", "scheme", "httpHeaders");

    public static KnownFields HttpHeader { get; } = new("name", "value");

    public static KnownFields TcpSocket { get; } = new("port", "host");

    public static KnownFields Grpc { get; } = new("port", "service");

    public static KnownFields Port { get; } = new("port", "protocol");

    public static KnownFields ListedPort { get; } = new("name", "port", "protocol");

    public static KnownFields Upgrade { get; } = new("format", "updater", "rollback");

    public static KnownFields Updater { get; } = new("type", "from", "to", "container", "script", "source", "in", "shell", "rollback");

    public static KnownFields UpdateContainer { get; } = new("name", "imagesName", "imagesTag", "command", "args", "env");

    public static KnownFields Rollback { get; } = new("type", "script", "source", "in");

    public static KnownFields Source { get; } = new("type", "path", "host", "sha256");

    public static KnownFields Deps { get; } = new("format", "depsService");

    public static KnownFields Dependency { get; } = new("version", "from");

    public static KnownFields Storage { get; } = new("path", "size", "access", "temporary", "medium", "readOnly");

    public static KnownFields Resources { get; } = new("requests", "limits");

    public static KnownFields Amounts { get; } = new("cpu", "memory", "ephemeral-storage");

    public static KnownFields Shutdown { get; } = new("grace", "preStop");

    public static KnownFields PreStop { get; } = new("exec", "httpGet", "sleep");

    public static KnownFields Sleep { get; } = new("seconds");

    public static KnownFields SingleActive { get; } = new("standby");

    public static KnownFields Build { get; } = new("base", "binary", "path", "files", "user", "entryPoint", "labels");

    public static KnownFields BuildFile { get; } = new("from", "to", "mode", "owner");

    public static KnownFields Policy { get; } = new("format", "containers", "adopted", "sources", "fields", "workloads", "traits", "images", "limits");

    public static KnownFields PolicySources { get; } = new("http", "https", "ftp", "oci");

    public static KnownFields PolicyTraits { get; } = new("allowed", "denied");

    public static KnownFields PolicyImages { get; } = new("allowed", "latest");

    public static KnownFields PolicyLimits { get; } = new("requests", "limits", "replicas", "storage");

    public static KnownFields PolicySource { get; } = new("host", "credentials");

    public static KnownFields Adopted { get; } = new("without", "until");

    public static KnownFields Entry { get; } = new("format", "traits", "config", "objects", "patches");

    public static KnownFields EntryParts { get; } = new("traits", "config", "objects", "patches");

    /// <summary>What an application puts on a component of an application inside it.</summary>
    public static KnownFields InnerEntry { get; } = new([.. EntryParts.Names, "values"]);

    public static KnownFields Application { get; } = new("format", "name", "version", "components", "defaults", "oneOf", "config", "mapping", "adjustable", "needs", "views", "docs", "build", "images");

    public static KnownFields ApplicationImage { get; } = new("layout", "image", "digest", "needed", "ignore");

    public static KnownFields Mapping { get; } = new("config", "env");

    public static KnownFields Contract { get; } = new("name", "version");

    public static KnownFields Replaceable { get; } = new("contract", "outputs");

    /// <summary>Besides those that the author names.</summary>
    public static KnownFields Outputs { get; } = new("credentials");

    public static KnownFields Credentials { get; } = new("secret", "keys");

    public static KnownFields Replacement { get; } = new("format", "contract", "address", "outputs");

    public static KnownFields Needs { get; } = new("kubernetes", "cpu", "memory", "storageClasses", "crds", "ports", "other");

    public static KnownFields NeededPort { get; } = new("port", "protocol", "title");

    public static KnownFields NeededThing { get; } = new("title");

    public static KnownFields View { get; } = new("title", "keys", "presets");

    public static KnownFields ViewTrait { get; } = new("trait");

    public static KnownFields Preset { get; } = new("title", "config", "traits");

    public static KnownFields Title { get; } = new("en", "zh");

    public static KnownFields Document { get; } = new("title", "path");

    public static KnownFields ApplicationComponent { get; } = new(
    [
        "service", "package", "application", "chart", "manifests", "task",
        .. InnerEntry.Names,
        "valuesFiles", "components", "prefix", "dependsOn", "optional", "contract", "replaceable",
    ]);

    public static KnownFields Origin { get; } = new("git", "revision", "oci", "path");

    public static KnownFields Task { get; } = new("image", "program", "version", "command", "args", "env", "kubeconfig", "outputs", "status", "remove", "timeout");

    public static KnownFields BuildStep { get; } = new("run", "in", "env", "pass", "inputs", "outputs", "timeout");

    public static KnownFields Alternative { get; } = new("components", "default");

    public static KnownFields Optional { get; } = new("default");

    public static KnownFields Defaults { get; } = new("traits");

    public static KnownFields EntryPatch { get; } = new("apiVersion", "kind", "name", "remove", "merge", "order");

    /// <summary>Whether a format has a field of this path; below keys that the author chooses there is none.</summary>
    public static bool IsPath(string format, string path)
    {
        var at = format;
        var maps = Maps();
        foreach (var part in path.Split('.'))
        {
            if (maps.GetValueOrDefault(at)?.Spelling(part) is not { } name)
                return false;
            at = $"{at}.{name}";
        }
        return true;
    }

    /// <summary>
    /// Every map of every format by its path from the format's name, <c>*</c> for keys and items that the author chooses: <c>service.ports.*</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, KnownFields> Maps()
    {
        var maps = new Dictionary<string, KnownFields>
        {
            ["service"] = Service,
            ["service.container"] = Container,
            ["service.containers.*"] = Container,
            ["service.ports.*"] = ListedPort,
            ["service.storage.*"] = Storage,
            ["service.resources"] = Resources,
            ["service.resources.requests"] = Amounts,
            ["service.resources.limits"] = Amounts,
            ["service.shutdown"] = Shutdown,
            ["service.shutdown.preStop"] = PreStop,
            ["service.shutdown.preStop.exec"] = Exec,
            ["service.shutdown.preStop.httpGet"] = HttpGet,
            ["service.shutdown.preStop.httpGet.httpHeaders.*"] = HttpHeader,
            ["service.shutdown.preStop.sleep"] = Sleep,
            ["service.singleActive"] = SingleActive,
            ["service.build"] = Build,
            ["service.build.files.*"] = BuildFile,
            ["service.adopted"] = Adopted,
            ["upgrade"] = Upgrade,
            ["deps"] = Deps,
            ["entry"] = Entry,
            ["application"] = Application,
            ["application.components.*"] = ApplicationComponent,
            ["application.components.*.components.*"] = InnerEntry,
            ["application.components.*.service"] = Origin,
            ["application.components.*.package"] = Origin,
            ["application.components.*.application"] = Origin,
            ["application.components.*.chart"] = Origin,
            ["application.components.*.manifests"] = Origin,
            ["application.components.*.task"] = Task,
            ["application.components.*.optional"] = Optional,
            ["application.components.*.contract"] = Contract,
            ["application.components.*.replaceable"] = Replaceable,
            ["application.components.*.replaceable.outputs"] = Outputs,
            ["application.components.*.replaceable.outputs.credentials"] = Credentials,
            ["replacement"] = Replacement,
            ["replacement.contract"] = Contract,
            ["replacement.outputs"] = Outputs,
            ["replacement.outputs.credentials"] = Credentials,
            ["application.defaults.*"] = Defaults,
            ["application.oneOf.*"] = Alternative,
            ["application.images.*"] = ApplicationImage,
            ["application.build.*"] = BuildStep,
            ["application.mapping.*"] = Mapping,
            ["application.needs"] = Needs,
            ["application.needs.ports.*"] = NeededPort,
            ["application.needs.ports.*.title"] = Title,
            ["application.needs.other.*"] = NeededThing,
            ["application.needs.other.*.title"] = Title,
            ["application.views.*"] = View,
            ["application.views.*.title"] = Title,
            ["application.views.*.keys.*"] = ViewTrait,
            ["application.views.*.presets.*"] = Preset,
            ["application.views.*.presets.*.title"] = Title,
            ["application.docs.*"] = Document,
            ["application.docs.*.title"] = Title,
            ["entry.patches.*"] = EntryPatch,
            ["application.components.*.patches.*"] = EntryPatch,
            ["application.components.*.components.*.patches.*"] = EntryPatch,
            ["policy"] = Policy,
            ["policy.sources"] = PolicySources,
            ["policy.traits"] = PolicyTraits,
            ["policy.images"] = PolicyImages,
            ["policy.limits"] = PolicyLimits,
            ["policy.limits.requests"] = Amounts,
            ["policy.limits.limits"] = Amounts,
        };
        foreach (var kind in PolicySources.Names)
            maps[$"policy.sources.{kind}"] = PolicySource;
        foreach (var container in new[] { "service.container", "service.containers.*" })
            AddHealth(maps, $"{container}.health");
        foreach (var format in new[] { "service", "upgrade" })
            AddUpdates(maps, format);
        foreach (var format in new[] { "service", "deps" })
            maps[$"{format}.depsService.*"] = Dependency;
        return maps;
    }

    private static void AddHealth(Dictionary<string, KnownFields> maps, string health)
    {
        maps[health] = Health;
        foreach (var probe in new[] { "livenessProbe", "startupProbe", "readinessProbe" })
        {
            maps[$"{health}.{probe}"] = Probe;
            maps[$"{health}.{probe}.exec"] = Exec;
            maps[$"{health}.{probe}.httpGet"] = HttpGet;
            maps[$"{health}.{probe}.httpGet.httpHeaders.*"] = HttpHeader;
            maps[$"{health}.{probe}.tcpSocket"] = TcpSocket;
            maps[$"{health}.{probe}.grpc"] = Grpc;
        }
    }

    /// <summary>An updater and a rollback may stand alone or in a list; both forms have one path.</summary>
    private static void AddUpdates(Dictionary<string, KnownFields> maps, string format)
    {
        maps[$"{format}.updater"] = Updater;
        maps[$"{format}.updater.container"] = UpdateContainer;
        maps[$"{format}.updater.source"] = Source;
        foreach (var rollback in new[] { $"{format}.rollback.*", $"{format}.updater.rollback.*" })
        {
            maps[rollback] = Rollback;
            maps[$"{rollback}.source"] = Source;
        }
    }
}
