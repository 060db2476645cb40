using System.CommandLine;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Scripts for the shells. They hold no list of commands: they ask the program.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _slipway() {
            local IFS=$'\n' line
            COMPREPLY=()
            while read -r line; do
                COMPREPLY+=("${line%%$'\t'*}")
            done < <(slipway '[suggest]' "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
        }
        complete -o default -F _slipway slipway
        """;

    private const string Zsh = """
        #compdef slipway
        _slipway() {
            local -a found
            local line
            while IFS= read -r line; do
                found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
            done < <(slipway '[suggest]' "${(@)words[2,CURRENT]}" 2>/dev/null)
            if (( ${#found} )); then
                _describe slipway found
            else
                _files
            fi
        }
        if [ "$funcstack[1]" = _slipway ]; then
            _slipway "$@"
        else
            compdef _slipway slipway
        fi
        """;

    private const string Fish = """
        function __slipway_suggest
            set -l words (commandline -opc) (commandline -ct)
            set -l found (slipway '[suggest]' $words[2..-1] 2>/dev/null)
            if test (count $found) -gt 0
                printf '%s\n' $found
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c slipway -f -a '(__slipway_suggest)'
        """;

    public static Verb Create(Language language)
    {
        var shell = new Argument<string>("SHELL")
        {
            Description = new LocalText("bash, zsh or fish", "bash、zsh 或 fish").In(language),
        };
        shell.CompletionSources.Add("bash", "zsh", "fish");
        return new Verb("completion", language, new("Print a script that completes slipway's commands in a shell", "输出 shell 自动补全脚本"), shell)
        {
            Examples =
            [
                new(new("In this bash, at once", "在当前 bash 中立即启用"), "source <(slipway completion bash)"),
                new(new("In every fish", "在每个 fish 中启用"), "slipway completion fish > ~/.config/fish/completions/slipway.fish"),
            ],
            Run = (_, parsed, _) => Task.FromResult(Run(parsed.GetValue(shell)!)),
        };
    }

    private static Outcome Run(string shell)
    {
        var script = shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            _ => null,
        };
        return script is null
            ? Outcome.Of(UsageRules.WrongArgument, "SHELL", shell, "bash, zsh, fish")
            : new Outcome([]) { Text = to => to.WriteLine(script), Data = json => json.WriteString("script", script) };
    }
}
