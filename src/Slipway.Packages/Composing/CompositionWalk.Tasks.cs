using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>The executables of tasks, which travel with the application.</summary>
internal sealed partial class CompositionWalk
{
    private TaskContent? TaskOf(TaskDefinition task, ApplicationDefinition application, CompositionLevel level)
    {
        var programs = task.Programs.Select(program => (File: ProgramOf(program, level), Path: level.Beside(program.Path.Value))).ToList();
        if (programs.Exists(program => program.File is null))
            return null;
        Files.AddRange(programs.Select(program => program.Path).Except(Files));
        return new TaskContent(task, task.Version ?? application.VersionText, [.. programs.Select(program => program.File!)]) { Files = [.. programs.Select(program => program.Path)] };
    }

    /// <returns>Null for one that could not be run, which is told.</returns>
    private ProgramFile? ProgramOf(TaskProgramPath program, CompositionLevel level)
    {
        var path = level.Beside(program.Path.Value);
        if (!Sees(program.Path, level))
            return null;
        var (bytes, refused) = store.Read(path);
        if (bytes is null)
            Findings.Add(refused! with { At = program.Path.At });
        else if (Fault(program, level, ExecutableForm.Of(bytes)) is { } fault)
            Findings.Add(fault);
        else
            return new ProgramFile(program.Platform.Length > 0 ? program.Platform : ExecutableForm.Of(bytes).Platform ?? "", program.Path.Value, Digest.Of(bytes).Hex, bytes);
        return null;
    }

    private Diagnostic? Fault(TaskProgramPath program, CompositionLevel level, ExecutableForm form)
    {
        var (at, path) = (program.Path.At, level.Beside(program.Path.Value));
        return store.ObstacleTo(System.IO.Path.GetDirectoryName(level.File) ?? "", program.Path.Value) switch
        {
            ProgramObstacle.Link => Diagnostic.Of(TaskProgramRules.Link, at, path),
            _ when !form.IsRunnable || (form.Platform is { } odd && !ExecutableForm.Platforms.Contains(odd)) => Diagnostic.Of(TaskProgramRules.NotRunnable, at, path, form.Platform ?? form.Interpreter ?? "-"),
            ProgramObstacle.Mode => Diagnostic.Of(TaskProgramRules.NotExecutable, at, path),
            _ when form.Platform is { } built && program.Platform.Length > 0 && built != program.Platform => Diagnostic.Of(TaskProgramRules.OtherPlatform, at, path, program.Platform, built),
            _ => null,
        };
    }
}
