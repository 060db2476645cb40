using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Slipway.Schema;
using Slipway.Schema.Bench;
using Slipway.Yaml;
using Other = NJsonSchema.JsonSchema;

// Prints a line for each subject: what, our documents a second, NJsonSchema's, with tabs between. Documents are parsed beforehand on both sides;
// the engines take turns, so that a busy machine slows both, and the medians count.
const int Rounds = 15;
const int Turn = 60;
const int WarmUp = 1500;

foreach (var subject in Subject.All)
{
    var ours = JsonSchema.Compile(JsonText.Read(System.Text.Encoding.UTF8.GetBytes(subject.Schema))).Schema;
    var other = await Other.FromJsonAsync(subject.Schema);
    var nodes = subject.Documents.Select(text => JsonText.Read(System.Text.Encoding.UTF8.GetBytes(text))).ToList();
    var tokens = subject.Documents.Select(JToken.Parse).ToList();
    for (var i = 0; i < nodes.Count; i++)
        if ((ours.Check(nodes[i]).Count == 0) != (other.Validate(tokens[i]).Count == 0))
            throw new InvalidOperationException($"The engines disagree on document {i} of {subject.Name}.");
    var valid = Measure(0);
    var wrong = Measure(1);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{subject.Name}, that fits\t{valid.Ours:0}\t{valid.Other:0}"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{subject.Name}, with all faults told\t{wrong.Ours:0}\t{wrong.Other:0}"));

    (double Ours, double Other) Measure(int odd)
    {
        // The compiler gets to know the code first.
        Time(nodes, node => ours.Check(node).Count, odd, WarmUp);
        Time(tokens, token => other.Validate(token).Count, odd, WarmUp);
        List<double> left = [], right = [];
        for (var round = 0; round < Rounds; round++)
        {
            left.Add(Time(nodes, node => ours.Check(node).Count, odd, Turn));
            right.Add(Time(tokens, token => other.Validate(token).Count, odd, Turn));
        }
        return (Median(left), Median(right));
    }
}

// Documents a second.
static double Time<T>(IReadOnlyList<T> documents, Func<T, int> check, int odd, int milliseconds)
{
    var (clock, done, findings) = (Stopwatch.StartNew(), 0, 0);
    while (clock.ElapsedMilliseconds < milliseconds)
        for (var i = odd; i < documents.Count; i += 2, done++)
            findings += check(documents[i]);
    if ((findings > 0) != (odd == 1))
        throw new InvalidOperationException("What was measured is not what was meant.");
    return done / clock.Elapsed.TotalSeconds;
}

static double Median(List<double> all)
{
    all.Sort();
    return all[all.Count / 2];
}
