using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using ExprGrad.Graphs;
using ExprGrad.Printing;

namespace ExprGrad;

/// <summary>
/// A lambda together with what is needed to differentiate, print and compile it. Made by <see cref="Function"/> and
/// <see cref="Differentiate"/>; immutable and thread-safe. Variables that the lambda captures stay live: they are read when the compiled
/// delegate is called, as in C#.
/// </summary>
/// <typeparam name="TDelegate">The lambda's type, a <c>Func</c>.</typeparam>
/// <example>
/// <code>
/// Function&lt;Func&lt;double, double>> slope = Differentiate.Grad((double x) => x * x);
/// Console.WriteLine(slope);                // x => 2 * x
/// Console.WriteLine(slope.Compile()(3));   // 6
/// </code>
/// </example>
[RequiresUnreferencedCode(Aot.Reflection)]
[RequiresDynamicCode(Aot.Code)]
public sealed class Function<TDelegate> : IFunction
    where TDelegate : Delegate
{
    private readonly FunctionBody body;
    private readonly FunctionBody finished;
    private readonly FunctionOptions options;
    private readonly TangentLengths? lengths;
    private Expression<TDelegate>? expression;
    private TDelegate? compiled;

    internal Function(FunctionDefinition definition)
    {
        (body, options) = definition;
        lengths = definition.Lengths;
        finished = options.FastMath ? Reciprocals.In(body) with { Rounding = Rounding.Free } : body;
    }

    FunctionBody IFunction.Body => body;

    FunctionBody IFunction.Finished => finished;

    FunctionOptions IFunction.Options => options;

    /// <summary>
    /// The function as an ordinary expression tree, usable wherever one is: compiled, given to a query provider, or invoked inside another
    /// lambda. It is made at the first use; every use gives the same object.
    /// </summary>
    /// <example>
    /// <code>
    /// Expression&lt;Func&lt;double, double>> slope = Differentiate.Grad((double x) => x * x).Expression;
    /// Console.WriteLine(slope.Compile()(3));   // 6
    /// </code>
    /// </example>
    public Expression<TDelegate> Expression => expression ?? Keep(
        ref expression, (Expression<TDelegate>)Raiser.Raise(finished.Graph, finished.Names, finished.Captures, typeof(TDelegate)));

    /// <summary>
    /// Compiles the function. Functions of the same structure share their machine code through <see cref="DerivativeCache"/>, whatever
    /// their parameters are called and whichever variables they capture; the delegate is made once for each function, and every call
    /// gives the same one, on any thread.
    /// </summary>
    /// <returns>A delegate that gives bit for bit what the expression gives.</returns>
    /// <example>
    /// <code>
    /// var slope = Differentiate.Grad((double x) => Math.Sin(x)).Compile();
    /// Console.WriteLine(slope(0));   // 1
    /// </code>
    /// </example>
    public TDelegate Compile() => compiled ?? Keep(ref compiled, (TDelegate)(lengths?.Guard(Bound()) ?? Bound()));

    /// <summary>
    /// Compiles the function to a kernel over columns of a given element type: what <c>VectorizeColumns()</c> does for double, also for
    /// structs of float.
    /// </summary>
    /// <typeparam name="TElement">double or float, of which the arguments and the result consist.</typeparam>
    /// <param name="options">How many threads may share one call.</param>
    /// <returns>The kernel.</returns>
    /// <exception cref="NotDifferentiableException">The arguments and the result do not consist of that type only.</exception>
    /// <example>
    /// <code>
    /// var kernel = Function.Of((float x) => x * x).VectorizeColumns&lt;float>();
    /// Console.WriteLine(kernel.InputCount);   // 1
    /// </code>
    /// </example>
    public ColumnKernel<TElement> VectorizeColumns<TElement>(VectorizeOptions? options = null) =>
        VectorizeExtensions.Columns<TElement>(this, options);

    /// <summary>
    /// The function as C#: a lambda that compiles as it stands, in the invariant culture and without needless parentheses.
    /// </summary>
    /// <example>
    /// <code>
    /// Console.WriteLine(Function.Of((double x) => (x * 0.5) + 1));   // x => x * 0.5 + 1
    /// </code>
    /// </example>
    public override string ToString() => CSharpPrinter.Print(Expression);

    /// <summary>The function as LaTeX, to be set in mathematics mode.</summary>
    /// <example>
    /// <code>
    /// Console.WriteLine(Function.Of((double x) => Math.Sqrt(x)).ToLatex());   // x \mapsto \sqrt{x}
    /// </code>
    /// </example>
    public string ToLatex() => LatexPrinter.Print(Expression);

    /// <summary>A function stands for its expression tree wherever one is asked for.</summary>
    /// <param name="f">The function.</param>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <example>
    /// <code>
    /// Expression&lt;Func&lt;double, double>> tree = Differentiate.Grad((double x) => x * x);
    /// Console.WriteLine(tree.Parameters.Count);   // 1
    /// </code>
    /// </example>
    public static implicit operator Expression<TDelegate>(Function<TDelegate> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return f.Expression;
    }

    private Delegate Bound() => DerivativeCache.Default.Compile(finished.Graph, typeof(TDelegate)).Bind(finished.Captures);

    // Threads that race may both make one; all of them get the one that was kept first.
    private static T Keep<T>(ref T? slot, T made)
        where T : class => Interlocked.CompareExchange(ref slot, made, null) ?? made;
}
