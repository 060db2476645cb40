namespace Slipway.Packages;

/// <summary>What proves to a registry who asks. It has no text of its own, so that none is ever printed by mistake.</summary>
internal abstract class Credentials(string from)
{
    /// <summary>The file or program it came from.</summary>
    public string From { get; } = from;
}

internal sealed class Login(string user, string password, string from) : Credentials(from)
{
    public string User { get; } = user;

    public string Password { get; } = password;

    public string Basic => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{User}:{Password}"));
}

/// <summary>What <c>docker login</c> stores instead of a password: it is good for tokens, never for the registry itself.</summary>
internal sealed class IdentityToken(string token, string from) : Credentials(from)
{
    public string Token { get; } = token;
}

/// <summary>A token for the registry itself.</summary>
internal sealed class RegistryToken(string token, string from) : Credentials(from)
{
    public string Token { get; } = token;
}
