namespace ExprGrad.Tests.Support;

/// <summary>Files of the repository that tests read, found from where the tests run.</summary>
internal static class Repository
{
    private const string Update = "EXPRGRAD_UPDATE_DOCS";

    public static string Read(string path) => File.ReadAllText(Locate(path));

    /// <summary>
    /// Checks a committed file that a test generates. With <c>EXPRGRAD_UPDATE_DOCS=1</c> in the environment the file is written instead.
    /// <paramref name="compared"/> leaves out what need not be equal.
    /// </summary>
    public static void AssertGenerated(string path, string expected, Func<string, string>? compared = null)
    {
        compared ??= text => text;
        var file = Locate(path);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected.ReplaceLineEndings("\n"));
            return;
        }

        var (was, now) = (File.Exists(file) ? Lines(compared(File.ReadAllText(file))) : [], Lines(compared(expected)));
        for (var i = 0; i < Math.Max(was.Length, now.Length); i++)
        {
            var (committed, generated) = (was.ElementAtOrDefault(i), now.ElementAtOrDefault(i));
            Assert.AreEqual(
                committed,
                generated,
                $"{path}, line {i + 1}, is not what is generated now. If the change is meant, set {Update}=1, run this test again, and read the difference.");
        }
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string Locate(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ExprGrad.sln")))
                return Path.Combine(folder.FullName, path);
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
