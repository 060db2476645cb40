namespace Slipway.Components;

internal static class ShutdownReader
{
    private const int DefaultGrace = 30;

    public static ShutdownDefinition? Read(FieldReader service, DefinitionScope scope)
    {
        if (service.Fields("shutdown", KnownFields.Shutdown) is not { } fields)
            return null;
        var grace = fields.Whole("grace", 1, 3600);
        var before = fields.Fields("preStop", KnownFields.PreStop) is { } preStop ? Before(preStop, scope) : null;
        var seconds = grace ?? new(DefaultGrace);
        // Against a grace period that was itself reported nothing can be said.
        if (before is PreStopSleep sleep && sleep.Seconds.Value >= seconds.Value && (grace is not null || !fields.Has("grace")))
            scope.Add(AdditionRules.SleepTooLong, sleep.Seconds.At, fields.Place.To("preStop.sleep.seconds"), $"{sleep.Seconds}", $"{seconds}");
        return new ShutdownDefinition(seconds, before, fields.Map);
    }

    private static PreStop? Before(FieldReader preStop, DefinitionScope scope) => preStop.ExactlyOne("exec", "httpGet", "sleep") switch
    {
        "exec" => HandlerReader.Exec(preStop, scope) is { } exec ? new PreStopCommand(exec.Command) : null,
        "httpGet" => HandlerReader.Http(preStop, scope) is { } http ? new PreStopRequest(http) : null,
        "sleep" => Sleep(preStop),
        _ => null,
    };

    private static PreStopSleep? Sleep(FieldReader preStop)
    {
        if (preStop.Fields("sleep", KnownFields.Sleep) is not { } fields)
            return null;
        fields.Require("seconds", "seconds: 5");
        return fields.Whole("seconds", 1, 3600) is { } seconds ? new PreStopSleep(seconds) : null;
    }
}
