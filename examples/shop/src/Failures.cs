namespace Shop;

/// <summary>What the caller did wrong, in words for people. Everything else that is thrown is ours or a peer's.</summary>
internal sealed class Refused(string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public int Status { get; } = status;
}

/// <summary>A peer that did not answer as it should.</summary>
internal sealed class PeerFailed(string message, Exception? inner = null) : Exception(message, inner);

internal static class Failures
{
    /// <summary>One line of log and one of text for whatever goes wrong; no stack leaves the process.</summary>
    public static async Task Answer(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception failed) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var status = failed switch
            {
                Refused refused => refused.Status,
                BadHttpRequestException bad => bad.StatusCode,
                PeerFailed => StatusCodes.Status502BadGateway,
                _ => StatusCodes.Status500InternalServerError,
            };
            if (status >= 500)
                Log(http).LogError("{Method} {Path}: {Failure}", http.Request.Method, http.Request.Path, failed is PeerFailed ? failed.Message : failed.ToString().ReplaceLineEndings(" "));
            http.Response.StatusCode = status;
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync((status >= 500 ? "something went wrong" : failed.Message) + "\n", http.RequestAborted);
        }
    }

    private static ILogger Log(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Shop.Failures");
}
