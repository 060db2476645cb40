namespace Shop;

/// <summary>What all roles have in common: port, log, health, JSON, the way to the others, and an end that loses no request.</summary>
internal static class Service
{
    public static WebApplication Make(Role role)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.ListenAnyIP(Setting.Number("PORT", 8080));
        });
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        builder.Logging.SetMinimumLevel(Setting.Choice("LOG_LEVEL", LogLevel.Information)).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, Wire.Default));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Peers>();
        builder.Services.AddSingleton<Health>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Health>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        role.Add?.Invoke(builder.Services);

        var app = builder.Build();
        app.Use(Failures.Answer);
        app.Use(app.Services.GetRequiredService<Health>().SayGoodbye);
        Health.Map(app);
        role.Map(app);
        return app;
    }
}

/// <summary>Settings that change only with a restart: environment variables. A wrong one ends the program with its name.</summary>
internal static class Setting
{
    public static string Text(string name, string fallback) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : fallback;

    public static int Number(string name, int fallback)
        => int.TryParse(Text(name, $"{fallback}"), out var number) ? number : throw new InvalidOperationException($"{name} is no whole number: {Text(name, "")}");

    public static T Choice<T>(string name, T fallback) where T : struct, Enum
        => Enum.TryParse<T>(Text(name, $"{fallback}"), ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new InvalidOperationException($"{name} is none of {string.Join(", ", Enum.GetNames<T>())}: {Text(name, "")}");
}
