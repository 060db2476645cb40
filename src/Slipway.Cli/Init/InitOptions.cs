using System.CommandLine;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What <c>init</c> was asked for.</summary>
internal sealed record InitChoice(string? From, string? Service, string? Out, string? Schema, DraftAnswers Answers, ClusterChoice Cluster, bool Yes)
{
    /// <summary>How a registry is reached, and what completes an image whose name begins with a slash.</summary>
    public required ImageChoice Images { get; init; }
}

internal sealed record InitOptions(
    Option<string?> From, Option<string?> Service, Option<string?> Out, Option<string?> Name, Option<string?> Version, Option<string?> Image,
    Option<string[]> Port, Option<string?> Health, Option<string?> Size, Option<string?> Schema, ClusterOptions Cluster, ImageCheckOptions Images, Option<bool> Yes)
{
    public static InitOptions In(Language language)
    {
        return new InitOptions(
            Text("--from", "SOURCE", "Read a Compose, Kubernetes or Score file, an image, or deployment/NAME in a cluster", "读取 Compose、Kubernetes 或 Score 文件，镜像，或集群中的 deployment/名称"),
            Text("--service", "NAME", "Which service of a source that holds several", "来源含多个服务时选择其中一个"),
            Text("--out", "PATH", "The file to write, or a folder for a definition per service; else standard output", "要写入的文件；或一个文件夹，每个服务写一份定义；不写时输出到标准输出"),
            Text("--name", "NAME", "The service's name", "服务的名称"),
            Text("--version", "VERSION", "The service's version", "服务的版本"),
            Text("--image", "IMAGE", "The image that it runs; a leading slash stands for the site's registry", "要运行的镜像；以斜杠开头表示使用现场的镜像仓库"),
            Options.Texts("--port", "[NAME=]PORT", new LocalText("A port that it listens on", "服务监听的端口").In(language)),
            Text("--health", "QUESTION", "How to ask whether it is healthy: http:/PATH (or three: started,live,ready), grpc, tcp, exec:COMMAND", "如何判断是否健康：http:/路径（或三个：启动,存活,就绪）、grpc、tcp、exec:命令"),
            Text("--size", "SIZE", "How much each storage holds whose size the source does not say", "来源没有写明大小的存储，使用此容量"),
            Text("--schema", "PATH", "The schema that the first line names, so that editors complete", "首行写入的 schema，供编辑器补全"),
            ClusterOptions.In(language),
            ImageCheckOptions.In(language),
            Approval.YesOption(language));

        Option<string?> Text(string name, string value, string english, string chinese) => Options.Text(name, value, new LocalText(english, chinese).In(language));
    }

    public IEnumerable<Symbol> All => [From, Service, Out, Name, Version, Image, Port, Health, Size, Schema, Cluster.Namespace, Cluster.Context, Cluster.Kubeconfig, .. Images.Reaching, Yes];

    public InitChoice Read(Session session, ParseResult parsed) => new(
        parsed.GetValue(From), parsed.GetValue(Service), parsed.GetValue(Out), parsed.GetValue(Schema),
        new DraftAnswers
        {
            Name = parsed.GetValue(Name),
            Version = parsed.GetValue(Version),
            Image = parsed.GetValue(Image),
            Ports = parsed.GetValue(Port) ?? [],
            Health = parsed.GetValue(Health),
            Size = parsed.GetValue(Size),
        },
        new ClusterChoice(parsed.GetValue(Cluster.Namespace), parsed.GetValue(Cluster.Context), parsed.GetValue(Cluster.Kubeconfig), null),
        parsed.GetValue(Yes))
    {
        Images = Images.Reach(session, parsed, ImagePlatform.LinuxAmd64),
    };
}
