using System.Linq.Expressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Semantics;

/// <summary>All the ways to ask for one derivative. Each is a function of the point, so that each can be compiled to vectors too.</summary>
internal static class Forms<T>
    where T : unmanaged
{
    public sealed record Form(string Name, Function<Func<T, T>> F, double Factor = 1);

    public sealed record Form2(string Name, Function<Func<T, T, T>> F);

    public static IEnumerable<Form> First(Expression<Func<T, T>> f)
    {
        foreach (var options in Modes.Both)
            yield return new($"Grad {options.Mode}", Differentiate.Grad(f, options));
        yield return new("Derivative(1)", Differentiate.Derivative(f, 1));
        foreach (var form in InDirection(Function.Of(f)))
            yield return form;
        var linear = Differentiate.Linearize(f);
        var taylor = Differentiate.Taylor(f, 1);
        var (one, first) = (Number(1), 1);
        yield return new("Linearize", Function.Of((T x) => linear.Invoke(x).Tangent(one)));
        yield return new("Taylor(1)", Function.Of((T x) => taylor.Invoke(x)[first]));
    }

    public static IEnumerable<Form> Second(Expression<Func<T, T>> f)
    {
        foreach (var inner in Modes.Both)
        {
            var slope = Differentiate.Grad(f, inner);
            foreach (var outer in Modes.Both)
                yield return new($"{outer.Mode} over {inner.Mode}", slope.Grad(outer));
            foreach (var form in InDirection(slope))
                yield return form with { Name = $"{form.Name} over {inner.Mode}" };
        }

        yield return new("Derivative(2)", Differentiate.Derivative(f, 2));
        var taylor = Differentiate.Taylor(f, 2);
        var second = 2;
        yield return new("Taylor(2)", Function.Of((T x) => taylor.Invoke(x)[second]), 0.5);
    }

    private static IEnumerable<Form> InDirection(Function<Func<T, T>> f)
    {
        const double factor = -2;
        var (jvp, vjp, direction) = (f.Jvp(), f.Vjp(), Number(factor));
        yield return new("Jvp", Function.Of((T x) => jvp.Invoke(x, direction).Tangent), factor);
        yield return new("Vjp", Function.Of((T x) => vjp.Invoke(x, direction).Cotangent), factor);
    }

    public static IEnumerable<Form2> First(Expression<Func<T, T, T>> f, int argument)
    {
        foreach (var options in Modes.Both)
        {
            yield return new($"Partial({argument}) {options.Mode}", Differentiate.Partial(f, argument, options));
            var gradient = Differentiate.Grad(f, options);
            yield return new($"Grad by {argument} {options.Mode}", argument == 0
                ? Function.Of((T x, T y) => gradient.Invoke(x, y).Item1)
                : Function.Of((T x, T y) => gradient.Invoke(x, y).Item2));
        }

        var (vjp, one) = (Differentiate.Vjp(f), Number(1));
        yield return new($"Vjp by {argument}", argument == 0
            ? Function.Of((T x, T y) => vjp.Invoke(x, y, one).Cotangent.Item1)
            : Function.Of((T x, T y) => vjp.Invoke(x, y, one).Cotangent.Item2));
    }

    public static IEnumerable<Form2> Second(Expression<Func<T, T, T>> f, int first, int second)
    {
        foreach (var inner in Modes.Both)
        {
            var slope = Differentiate.Partial(f, first, inner);
            foreach (var outer in Modes.Both)
                yield return new($"Partial({second}) {outer.Mode} over Partial({first}) {inner.Mode}", slope.Partial(second, outer));
        }
    }

    private static T Number(double value) => (T)Convert.ChangeType(value, typeof(T));
}
