using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using ExprGrad.Numerics;

namespace ExprGrad.Emit.Vector;

/// <summary>One width of hardware vector over one type of lane, and the methods that an expression tree calls on it.</summary>
internal sealed class VectorTarget
{
    private readonly Type operations;
    private readonly Type? exponents;
    private readonly Dictionary<(string Name, int Arity), MethodInfo?> known = [];

    private VectorTarget(Type lane, int bits)
    {
        Lane = lane;
        var real = lane == typeof(double);
        (operations, Type open, Wrapper) = bits switch
        {
            512 => (typeof(Vector512), typeof(Vector512<>), real ? typeof(F64x8) : typeof(F32x16)),
            256 => (typeof(Vector256), typeof(Vector256<>), real ? typeof(F64x4) : typeof(F32x8)),
            _ => (typeof(Vector128), typeof(Vector128<>), real ? typeof(F64x2) : typeof(F32x4)),
        };
        Type = open.MakeGenericType(lane);
        LaneSize = real ? sizeof(double) : sizeof(float);
        Count = bits / 8 / LaneSize;
        (LoadMethod, StoreMethod) = (Access(typeof(SpanAccess), $"Load{bits}"), Access(typeof(SpanAccess), $"Store{bits}"));
        Integers = open.MakeGenericType(real ? typeof(long) : typeof(int));
        exponents = (bits switch { 512 => Avx512F.IsSupported, _ => Avx512F.VL.IsSupported })
            ? bits == 512 ? typeof(Avx512F) : typeof(Avx512F.VL)
            : null;
        (LoadAt, StoreAt) = (Access(typeof(ColumnAccess), $"Load{bits}"), Access(typeof(ColumnAccess), $"Store{bits}"));
    }

    /// <summary>double or float.</summary>
    public Type Lane { get; }

    /// <summary>The vector, such as <see cref="Vector512{T}"/> of double.</summary>
    public Type Type { get; }

    /// <summary>The lane struct around it, for functions written on <see cref="ILane{V}"/>.</summary>
    public Type Wrapper { get; }

    /// <summary>The vector of integers of the same width.</summary>
    public Type Integers { get; }

    /// <summary>Whether the hardware scales by powers of two and takes numbers apart.</summary>
    public bool HasExponents => exponents is not null;

    /// <summary>How many lanes a vector has.</summary>
    public int Count { get; }

    /// <summary>The locals in which arguments and results of called functions pass.</summary>
    public ParameterExpression[] Scratch { get; } =
        [.. Enumerable.Range(0, LaneFunctions.MaxArguments).Select(i => Expression.Variable(typeof(Scratch), $"scratch{i}"))];

    /// <summary>How many vectors the processor holds.</summary>
    public int Registers { get; } = Avx512F.IsSupported || AdvSimd.IsSupported ? 32 : 16;

    /// <summary>The bytes of a lane.</summary>
    public int LaneSize { get; }

    /// <summary>Reads a vector from a span.</summary>
    public MethodInfo LoadMethod { get; }

    public MethodInfo StoreMethod { get; }

    /// <summary>Reads a vector from an address.</summary>
    public MethodInfo LoadAt { get; }

    public MethodInfo StoreAt { get; }

    /// <summary>The widest vector that the hardware has, or one of a given number of bits.</summary>
    public static VectorTarget For(Type lane, int bits = 0) => new(
        lane, bits != 0 ? bits : Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128);

    /// <summary>The same value in every lane; of a literal the JIT makes a constant in memory.</summary>
    public Expression Broadcast(Expression value) => Expression.Call(operations.GetMethod("Create", [Lane])!, value);

    /// <summary>A mask with every lane set, or none.</summary>
    public Expression Mask(bool value) => Expression.Property(null, Type.GetProperty(value ? "AllBitsSet" : "Zero")!);

    public Expression Call(string operation, params Expression[] arguments) =>
        Expression.Call(Operation(operation, arguments.Length) ?? throw new MissingMethodException(operations.Name, operation), arguments);

    /// <summary>One of the operations that C# has no function for.</summary>
    public Expression Call(LaneOperation operation, params Expression[] x) => operation switch
    {
        LaneOperation.ScaleB => Expression.Call(exponents!.GetMethod("Scale", [Type, Type])!, x),
        LaneOperation.Exponent => Expression.Call(exponents!.GetMethod("GetExponent", [Type])!, x),
        LaneOperation.Mantissa => Expression.Call(exponents!.GetMethod("GetMantissa", [Type, typeof(byte)])!, x[0], Expression.Constant(LaneMath.MantissaFromThreeQuarters)),
        LaneOperation.AddInteger => OnIntegers("op_Addition", x),
        LaneOperation.SubtractInteger => OnIntegers("op_Subtraction", x),
        LaneOperation.ShiftLeft => OnIntegers("op_LeftShift", x),
        LaneOperation.ShiftRight => OnIntegers("op_RightShift", x),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    /// <summary>A number of a row of a table for each lane.</summary>
    public Expression Call(LaneLookup lookup, Expression index) => Expression.Field(
        Expression.Call(
            Wrapper.GetMethod("Lookup")!.MakeGenericMethod(lookup.Table),
            Expression.Constant(lookup.Row), Expression.New(Wrapper.GetConstructor([Type])!, index)),
        "Value");

    /// <summary>Whether a lane has its sign bit set, as it has in a mask where that is true.</summary>
    public Expression Any(Expression mask)
    {
        var bits = Expression.Call(operations.GetMethod("ExtractMostSignificantBits")!.MakeGenericMethod(Lane), mask);
        return Expression.NotEqual(bits, Expression.Default(bits.Type));
    }

    private Expression OnIntegers(string name, Expression[] x)
    {
        var integers = Array.ConvertAll(x, e => e.Type == Type ? As(Integers, e) : e);
        return As(Type, Expression.Call(Integers.GetMethod(name, Array.ConvertAll(integers, i => i.Type))!, integers));
    }

    private MethodCallExpression As(Type type, Expression vector) => Expression.Call(
        operations.GetMethod("As")!.MakeGenericMethod(vector.Type.GetGenericArguments()[0], type.GetGenericArguments()[0]), vector);

    /// <summary>The operation from vectors to a vector which has the given name, or null.</summary>
    public MethodInfo? Operation(string name, int arity)
    {
        if (!known.TryGetValue((name, arity), out var method))
            known[(name, arity)] = method = Find(name, arity);
        return method;
    }

    private MethodInfo? Find(string name, int arity)
    {
        foreach (MethodInfo candidate in operations.GetMember(name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Static))
        {
            if (candidate.GetParameters().Length != arity || candidate.GetGenericArguments().Length > 1)
                continue;
            var method = candidate.IsGenericMethodDefinition ? candidate.MakeGenericMethod(Lane) : candidate;
            if (method.ReturnType == Type && Array.TrueForAll(method.GetParameters(), p => p.ParameterType == Type))
                return method;
        }

        return null;
    }

    private MethodInfo Access(Type type, string name) => type.GetMethod(name)!.MakeGenericMethod(Lane);
}
