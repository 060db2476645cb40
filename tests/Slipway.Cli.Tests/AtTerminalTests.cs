namespace Slipway.Cli.Tests;

/// <summary>A run with somebody at the keyboard: in a terminal of its own (<c>script</c>), 40 columns wide.</summary>
public class AtTerminalTests
{
    [Fact]
    public async Task Ctrl_C_in_the_middle_leaves_a_terminal_as_it_was_and_says_how_to_go_on()
    {
        using var site = await Two("path: /never");
        var shown = await Keyboard.Typed(site, [("2 at work", "\u0003")], "install", site.Folder, "-n", site.Namespace, "--yes", "--timeout", "60s");
        shown.ShouldContain("exit code 130");
        Keyboard.Before(shown).ShouldBe(Keyboard.After(shown));
        // Application mode of the keys, which .NET's own console would have left behind.
        shown.ShouldNotContain("\u001b[?1h");
        var text = shown.Replace("\r\n", "\n", StringComparison.Ordinal);
        text.ShouldContain($"interrupted; left in namespace {site.Namespace}: ");
        text.ShouldContain("run the same command again to go on from there");
        foreach (var line in text.Split('\n').SelectMany(line => line.Split("\r\u001b[K")).Where(line => line.Contains("at work", StringComparison.Ordinal)))
            Columns.Width(line.Replace("^C", "", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(37);
    }

    [Fact]
    public async Task What_is_asked_is_answered_at_the_keyboard()
    {
        using var site = await Two("path: /ready");
        var declined = await Keyboard.Typed(site, [("Go on? [y/N]", "n\n")], "install", site.Folder, "-n", site.Namespace);
        declined.ShouldContain("SLW0955");
        var installed = await Keyboard.Typed(site, [("Go on? [y/N]", "y\n")], "install", site.Folder, "-n", site.Namespace);
        installed.ShouldContain("exit code 0");

        await File.AppendAllTextAsync(Path.Combine(site.Folder, "one.yaml"), "workload: stateful\n", TestContext.Current.CancellationToken);
        var no = await Keyboard.Typed(site, [("Go on? [y/N]", "y\n"), ("Agree to it? [y/N]", "\n")], "install", site.Folder, "-n", site.Namespace);
        no.ShouldContain("SLW0936");
        no.ShouldContain("exit code 5");
        var agreed = await Keyboard.Typed(site, [("Go on? [y/N]", "y\n"), ("Agree to it? [y/N]", "y\n")], "install", site.Folder, "-n", site.Namespace);
        agreed.ShouldContain("SLW0937");
        agreed.ShouldContain("exit code 0");
        Keyboard.Before(agreed).ShouldBe(Keyboard.After(agreed));
    }

    private static async Task<ClusterSite> Two(string ready)
    {
        var site = await ClusterSite.Make("name: unused\nversion: 1.0.0\n");
        File.Delete(Path.Combine(site.Folder, "service.yaml"));
        foreach (var name in new[] { "one", "two" })
            await File.WriteAllTextAsync(Path.Combine(site.Folder, $"{name}.yaml"), ClusterSite.Service(name).Replace("path: /ready", ready, StringComparison.Ordinal).TrimEnd() + "\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "application.yaml"), "name: pair\nversion: 1.0.0\ncomponents:\n  one: {service: one.yaml}\n  two: {service: two.yaml}\n", TestContext.Current.CancellationToken);
        return site;
    }
}
