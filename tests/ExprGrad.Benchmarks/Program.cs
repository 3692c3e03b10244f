foreach (var row in ElementwiseReport.Measure())
    Console.WriteLine($"{row.Work,-32}{row.Type,-7}{row.Length,8} " + string.Join("  ", row.Times.Select(t => $"{t.Key} {t.Value:F2}")));
