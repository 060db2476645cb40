using System.Net;
using System.Text.Json;
using Slipway.Yaml;

namespace Slipway.Delivery.Kubernetes;

/// <summary>The way to the cluster failed, or the cluster refused. <see cref="Problem"/> is what a person is told.</summary>
public class ClusterException(Diagnostic problem, Exception? inner = null) : Exception(problem.Message(Language.English), inner)
{
    public Diagnostic Problem { get; } = problem;
}

/// <summary>The API server answered with an error.</summary>
/// <param name="reason">The server's own word, such as <c>NotFound</c>, <c>Forbidden</c>, <c>Conflict</c>, <c>Invalid</c>.</param>
public sealed class ApiException(Diagnostic problem, HttpStatusCode code, string reason, string said, IReadOnlyList<ApiCause> causes)
    : ClusterException(problem)
{
    public HttpStatusCode Code { get; } = code;

    public string Reason { get; } = reason;

    /// <summary>The server's sentence.</summary>
    public string Said { get; } = said;

    public IReadOnlyList<ApiCause> Causes { get; } = causes;

    /// <summary>Reads the Status object of an error answer; an answer that holds none is quoted.</summary>
    internal static ApiException From(ClusterAccess access, string doing, HttpStatusCode code, byte[] body)
    {
        var (reason, said, causes, isStatus) = Read(code, body);
        var problem = code switch
        {
            HttpStatusCode.Unauthorized => access.Problem(TargetRules.Unauthorized, said),
            HttpStatusCode.Forbidden when reason == "Forbidden" && said.Contains("cannot", StringComparison.Ordinal)
                => access.Problem(TargetRules.Forbidden, said),
            _ when !isStatus && code is not HttpStatusCode.NotFound
                => access.Problem(TargetRules.NotKubernetes, $"{(int)code} {said}"),
            _ => TargetRules.ApiRefused.With(doing, reason, said) with { ChineseArguments = [InChinese(doing), reason, said] },
        };
        return new ApiException(problem, code, reason, said, causes);
    }

    // What is done is a verb of the API and its object.
    private static string InChinese(string doing) => doing.Split(' ', 2) is [var verb, var rest]
        ? $"{verb switch { "get" => "读取", "list" => "列出", "watch" => "监视", "create" => "创建", "apply" => "应用", "patch" => "修改", "delete" => "删除", _ => verb }} {rest}"
        : doing;

    private static (string Reason, string Said, IReadOnlyList<ApiCause> Causes, bool IsStatus) Read(HttpStatusCode code, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var status = document.RootElement;
            if (status.Text("kind") == "Status")
                return (status.Text("reason") ?? code.ToString(), status.Text("message") ?? code.ToString(),
                    [.. status.Items("details", "causes").Select(c => new ApiCause(c.Text("reason") ?? "", c.Text("message") ?? "", c.Text("field") ?? ""))], true);
        }
        catch (JsonException)
        {
            // Not JSON: quoted below.
        }
        var text = System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 200))).ReplaceLineEndings(" ").Trim();
        return (code.ToString(), text.Length == 0 ? code.ToString() : text, [], false);
    }
}

/// <summary>One cause in the details of an error: a field and what is wrong with it.</summary>
public sealed record ApiCause(string Reason, string Message, string Field);
