using Slipway.Yaml;

namespace Slipway.Components.Tests.Init;

/// <summary>Small conversions, seen through a Compose service.</summary>
public sealed class ComposeValueTests
{
    [Theory]
    [InlineData("512m", "512Mi")]
    [InlineData("1.5G", "1536Mi")]
    [InlineData("64kb", "64Ki")]
    [InlineData("1073741824", "1Gi")]
    [InlineData("100", "100")]
    public void Dockers_sizes_are_powers_of_1024(string written, string expected)
        => Service($"mem_limit: {written}").Limits.ShouldHaveSingleItem().Amount.ShouldBe(expected);

    [Theory]
    [InlineData("0.5", "500m")]
    [InlineData("2", "2")]
    [InlineData("1.0005", "1001m")]
    public void Fractions_of_processors_become_thousandths(string written, string expected)
        => Service($"cpus: {written}").Limits.ShouldHaveSingleItem().Amount.ShouldBe(expected);

    [Theory]
    [InlineData("1m30s", 90)]
    [InlineData("500ms", 1)]
    [InlineData("1.5s", 2)]
    public void Times_are_whole_seconds_rounded_up(string written, int expected)
        => Service($"stop_grace_period: {written}").Grace!.Value.ShouldBe(expected);

    [Theory]
    [InlineData("postgres:16-alpine", "postgres", "16-alpine", "16.0.0")]
    [InlineData("postgres", "postgres", "latest", "0.1.0")]
    [InlineData("team/web:1.2.3", "team/web", null, "1.2.3")]
    [InlineData("team/web:v1.2.3-rc.1", "team/web", "v1.2.3-rc.1", "1.2.3-rc.1")]
    [InlineData("localhost:5000/web:2026.01", "localhost:5000/web", "2026.01", "2026.1.0")]
    public void An_image_gives_name_tag_and_version(string image, string name, string? tag, string version)
    {
        var draft = Service($"image: {image}");
        draft.ImagesName!.Value.ShouldBe(name);
        draft.ImagesTag?.Value.ShouldBe(tag);
        draft.Version!.Value.ShouldBe(version);
    }

    [Theory]
    [InlineData("a 'b c' \"d e\" f\\ g", "a|b c|d e|f g")]
    [InlineData("sh -c 'echo \"x\"'", "sh|-c|echo \"x\"")]
    [InlineData("'' x", "|x")]
    public void A_command_line_is_split_as_a_shell_does(string command, string expected)
        => string.Join('|', Service($"command: {JsonText.Write(Node.Of(command))}").Args!.Value).ShouldBe(expected);

    [Theory]
    [InlineData("${A:-x}", "x")]
    [InlineData("${B:-x}", "b")]
    [InlineData("${B:+y}", "y")]
    [InlineData("${A:+y}", "")]
    [InlineData("${A:-${B}}", "b")]
    [InlineData("pre-$B.post", "pre-b.post")]
    [InlineData("$$B", "$B")]
    [InlineData("${A}", null)]
    [InlineData("${A:?needed}", null)]
    [InlineData("${}", null)]
    public void Variables_are_filled_in_from_the_file_beside(string written, string? expected)
        => Service($"environment: {{V: {JsonText.Write(Node.Of(written))}}}").Env.ShouldHaveSingleItem().Value.Value.ShouldBe(expected);

    private static Draft Service(string line)
        => InitSource.Read("compose.yaml", System.Text.Encoding.UTF8.GetBytes($"services:\n  web:\n    {line}\n"), new InitFiles(name => name == ".env" ? "B=b" : null)).Drafts.ShouldHaveSingleItem();
}
