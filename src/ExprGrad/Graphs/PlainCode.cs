using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;

namespace ExprGrad.Graphs;

/// <summary>
/// What constructors and accessors do, read from their IL. <c>new T(a).A</c> stands for <c>a</c> only where the constructor just stores
/// its parameter and the property just reads it: one that checks, clamps or counts has to be called.
/// </summary>
internal static class PlainCode
{
    // On the stack stand the positions of parameters, 0 for the new object, and this for what depends on neither.
    private const int OwnValue = -1;

    private readonly record struct Instruction(ILOpCode Code, int Operand);

    internal sealed record Stored(List<(FieldInfo Field, int Parameter)> Parameters, List<FieldInfo> Started)
    {
        internal void Add(FieldInfo field, int value)
        {
            if (value == OwnValue)
                Started.Add(field);
            else
                Parameters.Add((field, value - 1));
        }
    }

    private static readonly ConcurrentDictionary<MemberInfo, FieldInfo?> Fields = new();

    /// <summary>Whether reading a member runs no code of its own, which might throw.</summary>
    public static bool IsPlain(MemberInfo member) => FieldOf(member) is not null;

    /// <summary>The field that a member stands for: itself, or what a property's accessors do no more than read and write.</summary>
    public static FieldInfo? FieldOf(MemberInfo member) => member as FieldInfo ?? Fields.GetOrAdd(member, static m => FieldOf((PropertyInfo)m));

    private static FieldInfo? FieldOf(PropertyInfo property)
    {
        if (property.GetMethod is not { } get || (get.IsVirtual && !get.IsFinal && !get.DeclaringType!.IsSealed) || Read(get) is not { } read)
            return null;
        return property.SetMethod is { IsPublic: true } set && (Written(set) is not { } written || !IsSame(read, written)) ? null : read;
    }

    public static bool IsSame(FieldInfo a, FieldInfo b) => a.MetadataToken == b.MetadataToken && a.DeclaringType == b.DeclaringType;

    /// <summary>
    /// The fields that a constructor stores its parameters in, by position, and those that it starts with values of its own; null if it does
    /// anything else.
    /// </summary>
    public static Stored? Stores(ConstructorInfo constructor)
    {
        // Depth is that of the inheritance, not of user data.
        var stores = new Stored([], []);
        if (constructor.DeclaringType == typeof(object))
            return stores;
        if (Decode(constructor) is not { } code)
            return null;
        var pushed = new Stack<int>();
        foreach (var (op, operand) in code)
        {
            switch (op)
            {
                case ILOpCode.Ldarg:
                    pushed.Push(operand);
                    break;
                case ILOpCode.Ldnull:
                    pushed.Push(OwnValue);
                    break;
                case ILOpCode.Newarr when pushed.TryPop(out var length) && length == OwnValue:
                    pushed.Push(OwnValue);
                    break;
                case ILOpCode.Stfld when pushed.Count == 2 && pushed.Pop() is not 0 and var stored && pushed.Pop() == 0:
                    stores.Add(Field(constructor, operand), stored);
                    break;
                case ILOpCode.Call or ILOpCode.Newobj:
                    if (!Call(Called(constructor, operand), op == ILOpCode.Newobj, pushed, stores))
                        return null;
                    break;
                case ILOpCode.Ret when pushed.Count == 0:
                    return stores;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>What a call in a constructor does: that of the base class stores, one of the runtime gives a value to start with.</summary>
    private static bool Call(MethodBase called, bool isNew, Stack<int> pushed, Stored stores)
    {
        var count = called.GetParameters().Length;
        if (isNew || called.IsStatic)
        {
            for (var i = 0; i < count; i++)
            {
                if (!pushed.TryPop(out var argument) || argument != OwnValue)
                    return false;
            }

            pushed.Push(OwnValue);
            return called.DeclaringType!.Assembly == typeof(object).Assembly;
        }

        var arguments = pushed.Reverse().ToArray();
        pushed.Clear();
        if (called is not ConstructorInfo inner || arguments.Length != count + 1 || arguments[0] != 0 || Array.IndexOf(arguments, 0, 1) >= 0
            || Stores(inner) is not { } within)
        {
            return false;
        }

        foreach (var (field, parameter) in within.Parameters)
            stores.Add(field, arguments[parameter + 1]);
        stores.Started.AddRange(within.Started);
        return true;
    }

    private static FieldInfo? Read(MethodInfo get)
    {
        // A debug build keeps the value in a local on its way out.
        var code = Decode(get)?.Where(i => i.Code is not (ILOpCode.Stloc or ILOpCode.Ldloc or ILOpCode.Br)).ToList();
        return code is [(ILOpCode.Ldarg, 0), (ILOpCode.Ldfld, var field), (ILOpCode.Ret, _)] ? Field(get, field) : null;
    }

    private static FieldInfo? Written(MethodInfo set) =>
        Decode(set) is [(ILOpCode.Ldarg, 0), (ILOpCode.Ldarg, 1), (ILOpCode.Stfld, var field), (ILOpCode.Ret, _)] ? Field(set, field) : null;

    private static FieldInfo Field(MethodBase method, int token) =>
        method.Module.ResolveField(token, method.DeclaringType!.GetGenericArguments(), null)!;

    private static MethodBase Called(MethodBase method, int token) =>
        method.Module.ResolveMethod(token, method.DeclaringType!.GetGenericArguments(), null)!;

    /// <summary>The instructions, short forms spelled out; null where one is met that plain code has not.</summary>
    private static List<Instruction>? Decode(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            return null;
        var code = new List<Instruction>();
        for (var at = 0; at < il.Length;)
        {
            var op = (ILOpCode)il[at++];
            switch (op)
            {
                case ILOpCode.Nop:
                    break;
                case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3:
                    code.Add(new Instruction(ILOpCode.Ldarg, op - ILOpCode.Ldarg_0));
                    break;
                case ILOpCode.Ldarg_s:
                    code.Add(new Instruction(ILOpCode.Ldarg, il[at++]));
                    break;
                case ILOpCode.Stloc_0:
                    code.Add(new Instruction(ILOpCode.Stloc, 0));
                    break;
                case ILOpCode.Ldloc_0:
                    code.Add(new Instruction(ILOpCode.Ldloc, 0));
                    break;
                case ILOpCode.Br_s when il[at++] == 0:
                    code.Add(new Instruction(ILOpCode.Br, 0));
                    break;
                case ILOpCode.Ldnull or (>= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8):
                    code.Add(new Instruction(ILOpCode.Ldnull, 0));
                    break;
                case ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8 or ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8 or ILOpCode.Ldstr:
                    code.Add(new Instruction(ILOpCode.Ldnull, 0));
                    at += op is ILOpCode.Ldc_i4_s ? sizeof(byte) : op is ILOpCode.Ldc_i8 or ILOpCode.Ldc_r8 ? sizeof(long) : sizeof(int);
                    break;
                case ILOpCode.Ldfld or ILOpCode.Stfld or ILOpCode.Call or ILOpCode.Newobj or ILOpCode.Newarr:
                    code.Add(new Instruction(op, BitConverter.ToInt32(il, at)));
                    at += sizeof(int);
                    break;
                case ILOpCode.Ret:
                    code.Add(new Instruction(op, 0));
                    break;
                default:
                    return null;
            }
        }

        return code;
    }
}
