using Slipway.Yaml;

namespace Slipway.Components.Tests.Init;

/// <summary>What a Compose file says and a definition cannot hold is told, each thing at its line.</summary>
public sealed class ComposeLossTests
{
    [Theory]
    [InlineData("command: echo $$HOME $NOPE", "echo|$HOME|$NOPE", "services.web.command: $NOPE")]
    [InlineData("command: 'x ${FOO:-bar} ${REQ:?must}'", "x|bar|${REQ:?must}", "services.web.command: ${REQ:?must}")]
    [InlineData("command: 'x ${REQ:?must be given} ${FOO:-bar}'", "x|${REQ}|bar", "services.web.command: ${REQ:?must be given}")]
    [InlineData("command: [\"${NOPE}\", \"$B-${NOPE}\"]", "${NOPE}|b-${NOPE}", "services.web.command: ${NOPE}|services.web.command: ${NOPE}")]
    [InlineData("command: echo $$(date) $$$$ $B", "echo|$$(date)|$$$|b", "")]
    public void A_variable_without_a_value_is_told_and_its_neighbours_are_filled_in(string line, string args, string told)
    {
        var draft = Service(line);
        string.Join('|', draft.Args!.Value).ShouldBe(args);
        Told(draft.Findings).ShouldBe(told);
    }

    [Theory]
    [InlineData("entrypoint: $NOPE/x", "services.web.entrypoint: $NOPE")]
    [InlineData("image: '${REGISTRY}/web:1.0.0'", "services.web.image: ${REGISTRY}")]
    [InlineData("image: 'web:${TAG:?}'", "services.web.image: ${TAG:?}")]
    [InlineData("healthcheck: {test: 'test -f $NOPE'}", "services.web.healthcheck.test: $NOPE")]
    [InlineData("volumes: ['data:/var/$NOPE']", "services.web.volumes: $NOPE")]
    [InlineData("volumes: ['$NOPE/data:/var']", "services.web.volumes")]
    [InlineData("labels: {a: $NOPE}", "services.web.labels")]
    [InlineData("environment: {V: $NOPE}", "")]
    public void So_it_is_wherever_it_stands(string line, string told) => Told(Service(line).Findings).ShouldBe(told);

    [Fact]
    public void An_image_that_is_known_in_part_is_an_open_answer() => Service("image: 'web:${TAG}'").ImagesName.ShouldBeNull();

    [Fact]
    public void An_open_answer_of_the_environment_shows_its_neighbours_filled_in()
        => Service("environment: ['V=${B}-${REQ:?must be given}']").Env.ShouldHaveSingleItem().Value.Why!.English.ShouldBe("its value; the source says b-${REQ:?must be given}");

    [Theory]
    [InlineData("X=x\nQ=${X}-$B", "x-b")]
    [InlineData("X=x\nQ='${X}'", "${X}")]
    [InlineData("X=x\nQ=\"a $X\" # more", "a x")]
    [InlineData("Q=${X:-y} # $X", "y")]
    [InlineData("Q=$$X", "$X")]
    [InlineData("Q=${X}", null)]
    public void Variables_in_a_file_are_filled_in_from_its_earlier_lines(string file, string? expected)
    {
        var found = Read("services: {web: {env_file: web.env}}", file).Drafts[0].Env.Single(variable => variable.Name == "Q").Value;
        found.Value.ShouldBe(expected);
        found.Why.ShouldNotBeNull().English.ShouldBe(expected is null ? "its value; web.env says ${X}" : "inferred from web.env");
    }

    [Fact]
    public void A_raw_file_is_taken_as_it_stands()
        => Read("services: {web: {env_file: [{path: web.env, format: raw}]}}", "Q='$B'").Drafts[0].Env.ShouldHaveSingleItem().Value.Value.ShouldBe("'$B'");

    [Fact]
    public void A_variable_of_a_file_that_Kubernetes_does_not_take_is_told()
        => Told(Read("services: {web: {env_file: web.env}}", "1BAD=x\nB=b").Drafts[0].Findings).ShouldBe("services.web.env_file: 1BAD");

    [Theory]
    [InlineData("tmpfs: '/run:size=64m'", "64Mi", "")]
    [InlineData("tmpfs: ['/run:mode=755,size=1g,rw']", "1Gi", "services.web.tmpfs: mode=755")]
    [InlineData("tmpfs: '/run:size=50%'", null, "services.web.tmpfs: size=50%")]
    [InlineData("volumes: [{type: tmpfs, target: /run, tmpfs: {size: 64m, mode: 0755}}]", "64Mi", "services.web.volumes[0].tmpfs.mode")]
    [InlineData("volumes: [{type: tmpfs, target: /run, tmpfs: {size: much}}]", null, "services.web.volumes.tmpfs.size")]
    public void Storage_in_memory_keeps_its_size(string line, string? size, string told)
    {
        var draft = Service(line);
        draft.Storage.ShouldHaveSingleItem().Size.ShouldBe(size);
        Told(draft.Findings).ShouldBe(told);
    }

    [Theory]
    [InlineData("volumes: [{type: volume, source: v, target: /v, volume: {subpath: s, nocopy: true}}]", "services.web.volumes[0].volume.subpath")]
    [InlineData("volumes: [{type: volume, source: v, target: /v, volume: {nocopy: false}}]", "services.web.volumes[0].volume.nocopy")]
    [InlineData("volumes: [{type: volume, source: v, target: /v, odd: 1}]", "services.web.volumes[0].odd")]
    [InlineData("volumes: ['v:/v:ro,z', 'w:/w:slow']", "services.web.volumes: slow")]
    [InlineData("ports: [{target: 80, mode: host, app_protocol: http}, {target: 81, mode: ingress}]", "services.web.ports[0].mode|services.web.ports[0].app_protocol")]
    [InlineData("depends_on: {db: {condition: service_completed_successfully}}", "services.web.depends_on.db: service_completed_successfully")]
    [InlineData("depends_on: {db: {condition: service_healthy, required: false, restart: true}}", "services.web.depends_on.db.required|services.web.depends_on.db.restart")]
    [InlineData("depends_on: [gone, db]", "services.web.depends_on: gone")]
    [InlineData("links: ['db:database', 'db:db']", "services.web.links: db:database")]
    [InlineData("healthcheck: {interval: 5s}", "services.web.healthcheck")]
    [InlineData("healthcheck: {test: [curl, x]}", "services.web.healthcheck")]
    [InlineData("healthcheck: {test: x, timeout: soon}", "services.web.healthcheck.timeout")]
    [InlineData("stop_grace_period: soon", "services.web.stop_grace_period")]
    [InlineData("mem_limit: 1g\n    cpus: 2\n    deploy: {resources: {limits: {memory: 512m, cpus: 1}}}", "services.web.mem_limit|services.web.cpus")]
    [InlineData("mem_limit: 1g\n    deploy: {resources: {limits: {memory: 1024m}}}", "")]
    [InlineData("mem_reservation: 1g\n    deploy: {resources: {reservations: {memory: 512m}}}", "services.web.mem_reservation")]
    public void What_a_service_loses_is_told(string line, string told) => Told(Service(line).Findings).ShouldBe(told);

    [Theory]
    [InlineData("v: {external: true, driver_opts: {type: nfs}}", "volumes.v.external|volumes.v.driver_opts")]
    [InlineData("v: {driver: nfs}", "volumes.v.driver")]
    [InlineData("v: {driver: local, external: false, name: x}", "")]
    [InlineData("v:", "")]
    public void What_a_volume_of_the_file_loses_is_told(string volume, string told)
        => Told(Read($"services: {{web: {{image: web}}}}\nvolumes:\n  {volume}\n").Findings).ShouldBe(told);

    [Fact]
    public void What_is_no_service_is_told()
    {
        var finding = Read("services: {lst: []}").Drafts.ShouldHaveSingleItem().Findings.ShouldHaveSingleItem();
        finding.Rule.ShouldBe(InitRules.WrongShape);
        finding.Message(Language.English).ShouldContain("`services.lst`");
    }

    [Theory]
    [InlineData("timeout: 500ms", "timeoutSeconds", 1, "inferred from `500ms`")]
    [InlineData("timeout: 0s", "timeoutSeconds", 30, "inferred from `0s`")]
    [InlineData("timeout: 2s", "timeoutSeconds", 2, null)]
    [InlineData("interval: 1.5s", "periodSeconds", 2, "inferred from `1.5s`")]
    [InlineData("retries: 0", "failureThreshold", 3, "inferred from `0`")]
    [InlineData("retries: 20000", "failureThreshold", 10_000, "inferred from `20000`")]
    [InlineData("retries: 4", "failureThreshold", 4, null)]
    public void A_number_of_a_health_check_that_is_changed_is_marked(string line, string time, long value, string? why)
    {
        var draft = Service($"healthcheck: {{test: x, {line}}}");
        draft.Readiness!.Time(time).ShouldBe(value);
        var written = DraftText.Write(draft, Language.English, "service.yaml").Text.Split('\n').Select(text => text.Trim());
        written.ShouldContain(why is null ? $"{time}: {value}" : $"{time}: {value} # {why}");
    }

    [Theory]
    [InlineData("stop_grace_period: 500ms", "grace: 1 # inferred from `500ms`")]
    [InlineData("stop_grace_period: 2h", "grace: 3600 # inferred from `2h`")]
    [InlineData("stop_grace_period: 60s", "grace: 60")]
    [InlineData("cpus: 0.0005", "cpu: 1m # inferred from `0.0005`")]
    public void So_is_one_of_the_service(string line, string expected)
        => DraftText.Write(Service(line), Language.English, "service.yaml").Text.Split('\n').Select(text => text.Trim()).ShouldContain(expected);

    private static Draft Service(string line)
        => Read($"services:\n  db: {{image: db}}\n  web:\n    {line}\n").Drafts.Single(draft => draft.Key == "web");

    private static DraftsRead Read(string text, string? variables = null) => InitSource.Read("compose.yaml", System.Text.Encoding.UTF8.GetBytes(text),
        new InitFiles(name => name switch { ".env" => "B=b", "web.env" => variables, _ => null }));

    private static string Told(IReadOnlyList<Diagnostic> findings) => Losses.Told(findings);
}
