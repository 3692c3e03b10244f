foreach (var row in ElementwiseReport.Measure(args is [var n] ? [int.Parse(n)] : ElementwiseReport.Lengths))
    Console.WriteLine($"{row.Work,-32}{row.Type,-7}{row.Length,8} " + string.Join("  ", row.Times.Select(t => $"{t.Key} {t.Value:F2}")));
