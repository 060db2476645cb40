using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Architecture.Tests.Reference;

/// <summary>What there is to look up.</summary>
internal static class IndexPage
{
    public static string Write(Language language)
    {
        var chinese = language == Language.Chinese;
        var end = chinese ? ".zh.md" : ".md";
        var text = new StringBuilder(chinese
            ? "# 参考\n\n除与其他产品的对照和指南外，本目录由程序自身的数据生成（`dotnet dev.cs docs`），过期时测试会失败。[English](README.md)\n\n"
            : "# Reference\n\nThe pages here, but for guides and comparisons with others, are generated from what the program itself knows (`dotnet dev.cs docs`); a test fails when they are stale. [中文](README.zh.md)\n\n");
        text.Append(chinese ? "| 页面 | 内容 | 命令行 |\n" : "| Page | What is in it | On the command line |\n").Append("| --- | --- | --- |\n");
        Row($"service{end}", FieldFormat.Service.Root.Title.In(language), chinese ? "服务定义的全部字段" : "every field of a service definition", "slipway explain container.health");
        Row($"formats{end}", chinese ? "其他格式" : "Other formats", string.Join(chinese ? "、" : ", ", FieldFormat.All.Skip(1).Select(format => $"`{format.Format}`")), "slipway explain policy");
        Row($"traits{end}", chinese ? "内置 trait" : "Built-in traits", string.Join(chinese ? "、" : ", ", TraitFields.Of(PlatformReader.BuiltIn).Select(trait => $"`{trait.Name}`")), "slipway trait show autoscale");
        Row($"kubevela{end}", chinese ? "KubeVela 的 trait" : "KubeVela's traits", chinese ? "分别由 Slipway 的哪个 trait 实现" : "which of ours does what each of them does", "slipway trait list");
        Row($"../guides/external{end}", chinese ? "由他人运行的服务" : "A service that somebody else runs", chinese ? "工作负载 `external`：名称、地址、凭据" : "the workload `external`: name, address, credentials", "slipway trait show address");
        Row($"../guides/traits{end}", chinese ? "编写自己的 trait" : "Write a trait of your own", chinese ? "参数、补丁、对象、用例" : "schema, patch, objects, cases", "slipway trait new NAME");
        Row($"../guides/counts{end}", chinese ? "Pod 数量由谁决定" : "How many pods, and who decides", chinese ? "自动伸缩、手动伸缩、由 Helm 创建的发布" : "autoscalers, counts scaled by hand, releases that Helm made", "slipway install … --replicas keep");
        Row($"../guides/entry{end}", chinese ? "服务定义之上：组件条目" : "On top of a definition: the entry", chinese ? "trait、配置、附加对象、补丁" : "traits, settings, more objects, patches", "slipway explain entry");
        Row($"../guides/applications{end}", chinese ? "组合应用" : "Compose an application", chinese ? "组件、中间产品、顺序、选项、应用包" : "components, middle products, order, choices, packages", "slipway explain application");
        Row($"diagnostics{end}", chinese ? "诊断信息" : "Diagnostics", chinese ? "全部诊断编号，各有错误和正确的示例" : "every code, with a wrong and a right example", "slipway explain SLW0103");
        Row($"init{end}", "`slipway init`", chinese ? "Compose、Kubernetes、Score 各个键的去向" : "what becomes of each key of Compose, Kubernetes and Score", "slipway init --from compose.yaml");
        return text.ToString();

        void Row(string page, string title, string about, string command) => text.Append(Markdown.Row($"[{title}]({page})", about, $"`{command}`"));
    }
}
