using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace ExprGrad.Graphs;

/// <summary>
/// What is known of the getter of a property, from its IL: one that stores nothing, makes nothing, and calls nothing but arithmetic and
/// getters of its kind gives the same value twice, and nobody notices whether it ran. Any other one counts calls, reads a clock, or may.
/// </summary>
internal static class Accessors
{
    // Getters that call getters, as deep as anybody would read.
    private const int Deepest = 8;

    private static readonly ConcurrentDictionary<PropertyInfo, bool> Known = new();
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    /// <summary>Whether reading a property is no more than that. What the runtime implements itself has no IL to read.</summary>
    public static bool OnlyReads(PropertyInfo property) => Known.GetOrAdd(property, static p =>
        Nullable.GetUnderlyingType(p.DeclaringType!) is not null || (p.GetMethod is { } getter && OnlyReads(getter, Deepest)));

    /// <summary>The property that a method is the getter of, if it is one without parameters.</summary>
    public static PropertyInfo? PropertyOf(MethodInfo method) => method is { IsSpecialName: true, DeclaringType: { } type } && method.GetParameters().Length == 0
        ? type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance).FirstOrDefault(p => p.GetMethod == method)
        : null;

    private static bool OnlyReads(MethodInfo method, int depth)
    {
        if (method.DeclaringType is not { } type)
            return false;
        if (type.IsPrimitive || type == typeof(Math) || type == typeof(MathF) || type == typeof(string) || type == typeof(Array))
            return true;
        if (depth == 0 || (method.IsVirtual && !method.IsFinal && !type.IsSealed) || method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            return false;
        for (var at = 0; at < il.Length;)
        {
            var value = il[at] == 0xFE ? (short)((il[at] << 8) | il[at + 1]) : il[at];
            var code = Codes[value];
            at += code.Size;
            if (IsEffect(code) || (code.OperandType == OperandType.InlineMethod && !CallsReader(BitConverter.ToInt32(il, at))))
                return false;
            at += code.OperandType == OperandType.InlineSwitch ? sizeof(int) * (1 + BitConverter.ToInt32(il, at)) : SizeOf(code.OperandType);
        }

        return true;

        bool CallsReader(int token) => method.Module.ResolveMethod(token, TypeArguments(type), MethodArguments(method)) is MethodInfo called
            && (called.DeclaringType != type || called != method) && OnlyReads(called, depth - 1);
    }

    private static Type[]? TypeArguments(Type type) => type.IsGenericType ? type.GetGenericArguments() : null;

    private static Type[]? MethodArguments(MethodInfo method) => method.IsGenericMethod ? method.GetGenericArguments() : null;

    // Anything that writes to memory that others see, makes an object with an identity, or calls what is only known when it runs.
    private static bool IsEffect(OpCode code) => code == OpCodes.Stfld || code == OpCodes.Stsfld || code == OpCodes.Stobj || code == OpCodes.Cpobj
        || code == OpCodes.Cpblk || code == OpCodes.Initblk || code == OpCodes.Newobj || code == OpCodes.Newarr || code == OpCodes.Calli
        || code == OpCodes.Ldftn || code == OpCodes.Ldvirtftn || code == OpCodes.Jmp
        || code.Name!.StartsWith("stelem", StringComparison.Ordinal) || code.Name.StartsWith("stind", StringComparison.Ordinal);

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => sizeof(byte),
        OperandType.InlineVar => sizeof(short),
        OperandType.InlineI8 or OperandType.InlineR => sizeof(long),
        _ => sizeof(int),
    };
}
