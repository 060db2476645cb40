using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Slipway.Packages;

/// <summary>From a registry's challenge (401) to what it wants to see with each request.</summary>
internal sealed partial class RegistryLogin(RegistryHttp http, string registry, ImageReference image, ImageOptions options, bool plainIsFine)
{
    private const int LongestToken = 1 << 20;

    private Credentials? credentials;
    private bool looked;

    /// <param name="challenge">An answer with 401.</param>
    /// <returns>For the header <c>Authorization</c>.</returns>
    public async Task<AuthenticationHeaderValue> Answer(HttpResponseMessage challenge, CancellationToken cancellation)
    {
        await Look(cancellation).ConfigureAwait(false);
        if (credentials is RegistryToken token)
            return new AuthenticationHeaderValue("Bearer", token.Token);
        var challenges = challenge.Headers.WwwAuthenticate.ToList();
        if (challenges.FirstOrDefault(c => c.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) is { Parameter: { } parameters })
            return new AuthenticationHeaderValue("Bearer", await Token(Parameters(parameters), cancellation).ConfigureAwait(false));
        return credentials is Login login && challenges.Any(c => c.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            ? new AuthenticationHeaderValue("Basic", login.Basic)
            : throw Refused();
    }

    /// <summary>What a person is told when the registry still says 401.</summary>
    public ImageException Refused() => credentials is null
        ? RegistryRules.NeedsLogin.With(registry, image.ToString())
        : RegistryRules.LoginRefused.With(registry, image.ToString(), credentials.From);

    private async Task Look(CancellationToken cancellation)
    {
        if (!looked)
            credentials = await CredentialFile.Find(image, options.Environment, cancellation).ConfigureAwait(false);
        looked = true;
    }

    private async Task<string> Token(Dictionary<string, string> challenge, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(challenge.GetValueOrDefault("realm"), UriKind.Absolute, out var realm) || realm.Scheme is not ("https" or "http"))
            throw RegistryRules.TokenRefused.With(registry, image.ToString(), $"realm: {challenge.GetValueOrDefault("realm")}");
        if (realm.Scheme == "http" && credentials is not null && !plainIsFine && !options.PlainHttp)
            throw RegistryRules.PlainToken.With(registry, image.ToString(), realm.Authority);
        var question = new Dictionary<string, string> { ["scope"] = challenge.GetValueOrDefault("scope") ?? $"repository:{image.Repository}:pull" };
        if (challenge.TryGetValue("service", out var service))
            question["service"] = service;
        using var response = await http.Send(() => Question(realm, question), image.ToString(), cancellation).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest && credentials is not null)
            throw Refused();
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            throw Refused();
        return response.StatusCode == HttpStatusCode.OK
            ? await Read(response, cancellation).ConfigureAwait(false)
            : throw RegistryRules.TokenRefused.With(registry, image.ToString(), await http.Said(response, image.ToString(), cancellation).ConfigureAwait(false));
    }

    private HttpRequestMessage Question(Uri realm, Dictionary<string, string> question)
    {
        if (credentials is IdentityToken identity)
            return new HttpRequestMessage(HttpMethod.Post, realm)
            {
                Content = new FormUrlEncodedContent([.. question, new("grant_type", "refresh_token"), new("client_id", "slipway"), new("refresh_token", identity.Token)]),
            };
        var query = string.Join('&', question.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = realm.Query.Length > 1 ? $"{realm.Query}&{query}" : query }.Uri);
        if (credentials is Login login)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", login.Basic);
        return request;
    }

    private async Task<string> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var content = await http.Read(response, image.ToString(), LongestToken, cancellation).ConfigureAwait(false);
            using var document = JsonDocument.Parse(content);
            if ((document.RootElement.Text("token") ?? document.RootElement.Text("access_token")) is { Length: > 0 } token && token.All(c => c is > ' ' and < '\u007f'))
                return token;
        }
        catch (JsonException)
        {
            // Not quoted: it may hold a token.
        }
        throw RegistryRules.TokenRefused.With(registry, image.ToString(), "200, no token");
    }

    private static Dictionary<string, string> Parameters(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter().Matches(text))
            parameters[match.Groups["key"].Value] = match.Groups["quoted"].Success ? match.Groups["quoted"].Value.Replace("\\\"", "\"", StringComparison.Ordinal) : match.Groups["bare"].Value;
        return parameters;
    }

    [GeneratedRegex(@"(?<key>[A-Za-z_-]+)\s*=\s*(""(?<quoted>([^""\\]|\\.)*)""|(?<bare>[^\s,""]+))", RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
