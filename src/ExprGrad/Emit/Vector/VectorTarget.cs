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
        (LoadAt, StoreAt) = (Access(typeof(ColumnAccess), $"Load{bits}"), Access(typeof(ColumnAccess), $"Store{bits}"));
    }

    /// <summary>double or float.</summary>
    public Type Lane { get; }

    /// <summary>The vector, such as <see cref="Vector512{T}"/> of double.</summary>
    public Type Type { get; }

    /// <summary>The lane struct around it, for functions written on <see cref="ILane{V}"/>.</summary>
    public Type Wrapper { get; }

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
