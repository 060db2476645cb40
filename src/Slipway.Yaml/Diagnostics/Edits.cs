namespace Slipway.Yaml;

/// <param name="NotApplied">Edits that overlapped an earlier one, or belong to another text. Read the new text again to find what they were for.</param>
public sealed record Edited(string Text, IReadOnlyList<Edit> NotApplied);

/// <summary>Applies edits to the text that they were made for.</summary>
public static class Edits
{
    /// <summary>Of two edits that overlap the first given wins; of two equal ones one is applied. Insertions at one place keep their order.</summary>
    public static Edited Apply(SourceText source, IEnumerable<Edit> edits)
    {
        var accepted = new List<Edit>();
        var refused = new List<Edit>();
        foreach (var edit in edits)
        {
            var place = accepted.Count;
            while (place > 0 && accepted[place - 1].At.Span.Start > edit.At.Span.Start)
                place--;
            if (!Belongs(source, edit) || (place < accepted.Count && Overlap(edit, accepted[place])) || OverlapsBefore(accepted, place, edit))
                refused.Add(edit);
            else if (place == 0 || !Same(accepted[place - 1], edit))
                accepted.Insert(place, edit);
        }
        return new Edited(Replace(source.Text, accepted), refused);
    }

    private static bool OverlapsBefore(List<Edit> accepted, int place, Edit edit)
    {
        // Only insertions, which have no length, can stand between an edit and the one that reaches over it.
        for (var i = place - 1; i >= 0; i--)
        {
            if (Overlap(accepted[i], edit) && !Same(accepted[i], edit))
                return true;
            if (accepted[i].At.Span.Length > 0)
                return false;
        }
        return false;
    }

    private static bool Belongs(SourceText source, Edit edit)
        => (ReferenceEquals(edit.At.Source, source) || (edit.At.Source.Name == source.Name && edit.At.Source.Text == source.Text))
            && edit.At.Span.Start >= 0 && edit.At.Span.Start <= edit.At.Span.End && edit.At.Span.End <= source.Text.Length;

    private static bool Same(Edit left, Edit right) => left.At.Span == right.At.Span && left.NewText == right.NewText;

    private static bool Overlap(Edit left, Edit right)
    {
        var (a, b) = (left.At.Span, right.At.Span);
        return (a.Start < b.End && b.Start < a.End) || (a == b && a.Length > 0);
    }

    private static string Replace(string text, List<Edit> edits)
    {
        var result = new System.Text.StringBuilder(text.Length);
        var copied = 0;
        foreach (var edit in edits)
        {
            result.Append(text, copied, edit.At.Span.Start - copied).Append(edit.NewText);
            copied = edit.At.Span.End;
        }
        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
