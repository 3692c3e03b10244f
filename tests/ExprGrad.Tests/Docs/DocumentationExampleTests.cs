using System.Reflection;
using System.Runtime.CompilerServices;

namespace ExprGrad.Tests.Docs;

[TestClass]
public sealed class DocumentationExampleTests
{
    [TestMethod]
    public void Every_example_prints_what_it_says()
    {
        var examples = DocumentationExamples.All;
        var printed = DocumentationExamples.Run(examples);
        var wrong = examples.Zip(printed).Where(e => e.First.Expected != e.Second)
            .Select(e => $"{e.First.Member}\n{e.First.Code}\nprints\n{e.Second}\n").ToArray();
        Assert.IsEmpty(wrong, string.Join("\n", wrong));
    }

    [TestMethod]
    public void Every_example_prints_something() => Assert.IsEmpty(DocumentationExamples.All.Where(e => e.Expected.Length == 0).Select(e => e.Member));

    /// <summary>One for all arities of a type, and for all overloads of a method.</summary>
    [TestMethod]
    public void Every_public_type_and_method_has_an_example()
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var shown = DocumentationExamples.All.Select(e => e.Member.Split('(')[0].Split("``")[0]).ToHashSet();
        var withoutArity = shown.Select(m => m.Split('`')[0]).ToHashSet();
        var missing = new List<string>();
        foreach (var type in typeof(Function).Assembly.GetExportedTypes())
        {
            if (!withoutArity.Contains("T:" + type.FullName!.Split('`')[0]) && !shown.Any(m => m.StartsWith($"M:{type.FullName}.", StringComparison.Ordinal)))
                missing.Add(type.FullName);
            if (typeof(Delegate).IsAssignableFrom(type) || type.IsEnum)
                continue;
            missing.AddRange(type.GetMethods(declared)
                .Where(m => !m.IsSpecialName && !m.IsDefined(typeof(CompilerGeneratedAttribute)) && m.GetBaseDefinition() == m)
                .Select(m => $"M:{type.FullName}.{m.Name}")
                .Concat(type.GetProperties(declared).Where(p => !IsPositional(p)).Select(p => $"P:{type.FullName}.{p.Name}"))
                .Where(m => !shown.Contains(m)));
        }

        Assert.IsEmpty(missing.Distinct(), string.Join("\n", missing.Distinct()));

        // The properties that a record makes of its parameters.
        static bool IsPositional(PropertyInfo p) => p.DeclaringType!.GetConstructors().Any(c => c.GetParameters().Any(a => a.Name == p.Name));
    }
}
