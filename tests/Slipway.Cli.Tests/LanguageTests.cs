using Slipway.Yaml;

namespace Slipway.Cli.Tests;

public class LanguageTests
{
    [Theory]
    [InlineData("", "", "", Language.English)]
    [InlineData("", "", "zh_CN.UTF-8", Language.Chinese)]
    [InlineData("", "", "zh", Language.Chinese)]
    [InlineData("", "", "zhx", Language.English)]
    [InlineData("", "", "de_DE.UTF-8", Language.English)]
    [InlineData("", "zh_TW", "en_US.UTF-8", Language.Chinese)]
    [InlineData("C", "zh_TW", "zh_CN", Language.English)]
    [InlineData("zh_CN.UTF-8", "en_GB", "en_US.UTF-8", Language.Chinese)]
    public void The_first_locale_variable_that_says_anything_decides(string all, string messages, string lang, Language expected)
        => LanguageChoice.Of([], name => name switch { "LC_ALL" => all, "LC_MESSAGES" => messages, "LANG" => lang, _ => null }).ShouldBe(expected);

    [Theory]
    [InlineData("--lang zh check x", Language.Chinese)]
    [InlineData("check x --lang=zh", Language.Chinese)]
    [InlineData("check --lang zh-Hans x", Language.Chinese)]
    [InlineData("check x --lang en", Language.English)]
    [InlineData("check x", Language.English)]
    [InlineData("check -- --lang zh", Language.English)]
    [InlineData("check --lang fr", Language.English)]
    public void The_option_decides_wherever_it_stands(string line, Language expected)
        => LanguageChoice.Of(line.Split(' '), name => name == "LANG" ? "en_US.UTF-8" : null).ShouldBe(expected);

    [Fact]
    public async Task A_Chinese_environment_gets_Chinese_and_the_option_overrules_it()
    {
        var chinese = new Dictionary<string, string?> { ["LANG"] = "zh_CN.UTF-8" };
        (await TheProgram.RunWith(chinese, "--help")).Out.ShouldContain("用法：");
        (await TheProgram.RunWith(chinese, "--help", "--lang", "en")).Out.ShouldContain("Usage:");
        (await TheProgram.RunWith(chinese, "chek")).Error.ShouldContain("没有命令 `chek`");
    }
}
