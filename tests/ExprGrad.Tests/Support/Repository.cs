namespace ExprGrad.Tests.Support;

/// <summary>Files of the repository that tests read, found from where the tests run.</summary>
internal static class Repository
{
    public static string Read(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ExprGrad.sln")))
                return File.ReadAllText(Path.Combine(folder.FullName, path));
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
