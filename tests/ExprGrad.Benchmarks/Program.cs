// Benchmarks of ExprGrad against its peers.
//   dotnet run -c Release --project tests/ExprGrad.Benchmarks                 BenchmarkDotNet, to choose from
//   dotnet run -c Release --project tests/ExprGrad.Benchmarks -- --quick      all ratios as Markdown, in some two minutes
//   ... -- --quick docs/performance.md docs/performance.svg                   the same, into the document and its picture
//   ... -- --work Black 1000                                                  times of the elementwise work so called, ns an element
//   ... -- --functions Tanh                                                  error and speed of a function, or of all, against the scalar call
//   ... -- --bundle                                                           bundle adjustment, ns an observation
using BenchmarkDotNet.Running;
using ExprGrad.Benchmarks.BundleAdjustment;
using ExprGrad.Benchmarks.LaneFunctions;
using ExprGrad.Benchmarks.Report;

if (args is ["--work", var wanted, var elements])
{
    foreach (var row in ElementwiseReport.Measure(wanted, int.Parse(elements, System.Globalization.CultureInfo.InvariantCulture)))
        Console.WriteLine($"{row.Work}, {row.Type}: " + string.Join(", ", row.Times.Select(t => $"{t.Key} {t.Value:F2}")));
    return;
}

if (args is ["--bundle"])
{
    foreach (var (name, time) in BundleSides.Measure())
        Console.WriteLine($"{name}: {time:F1}");
    return;
}

if (args is ["--functions", .. var choice])
{
    var page = choice is [var path, ..] && File.Exists(path) ? path : null;
    var number = System.Globalization.CultureInfo.InvariantCulture;
    var functions = FunctionReport.Measure(
        page is null && choice is [var function, ..] ? function : "", choice is [_, var step, ..] ? int.Parse(step, number) : 64,
        choice is [_, _, var doubles] ? int.Parse(doubles, number) : 200_000, Console.WriteLine);
    Console.WriteLine(functions);
    if (page is not null)
        Document.Update(page, new Dictionary<string, string> { ["functions"] = functions });
    return;
}

if (args is not ["--quick", .. var files])
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return;
}

var rows = ElementwiseReport.Measure().ToArray();
var sections = QuickReport.Sections(rows);
foreach (var (name, content) in sections)
    Console.WriteLine($"{name}\n\n{content}\n");
if (files is [var document, ..])
    Document.Update(document, sections);
if (files is [_, var picture])
    File.WriteAllText(picture, Picture.Draw([.. rows.Where(r => r.Length == 100_000)]));
