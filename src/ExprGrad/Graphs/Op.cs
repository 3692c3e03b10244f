namespace ExprGrad.Graphs;

/// <summary>The kinds of node. Inputs are listed in order; what is not a node is in <see cref="Node.Data"/>.</summary>
internal enum Op : byte
{
    // Leaves.
    Constant,       // Data: the boxed value
    Parameter,      // Data: its position in the lambda (int)
    Capture,        // Data: the slot (int) of an object that the lambda closes over; read at each call
    LoopIndex,      // [length]; Data: nesting level (int). Runs over 0 .. length - 1 inside the binder that binds it

    // Arithmetic and bits, on double, float, int, long and the like; both inputs and the result have one type.
    Add, Subtract, Multiply, Divide, Remainder, Negate,
    And, Or, Xor, Not, ShiftLeft, ShiftRight,

    // Comparisons: bool from two inputs of one type.
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,

    Select,         // [condition, ifTrue, ifFalse]; the branch not taken is not evaluated in scalar code. `a && b` is Select(a, b, false)
    Convert,        // [value]; unchecked conversion to Type
    Call,           // [arguments, the receiver first]; Data: MethodInfo of a pure function, or an EffectfulCall, whose further inputs are the
                    // indices of the loops around it: it is made at every turn
    Field,          // [instance] or [] when static; Data: FieldInfo or PropertyInfo
    New,            // [member values in the order of the shape]; Data: the Shape
    Opaque,         // [values of its free variables, indices of the loops around it]; Data: OpaqueCode, C# that is evaluated as it stands and never differentiated

    Array,          // [elements]: an array literal
    Lambda,         // [captured values]; Data: the Graph of its body, whose Capture(i) is the i-th of them; Type: a delegate. It has arrays of its own

    // Arrays and loops. Binders bind the LoopIndex that is their first input.
    Length,         // [array]
    Index,          // [array, index]
    Map,            // [loopIndex, body]: the array of body over the index
    Reduce,         // [loopIndex, body]; Data: Reduction
    Scatter,        // [length, index, value, loopIndex...]: zeros with value added at index, for all values of the loop indices it
                    // binds, except where index is GraphBuilder.NoElement
    Accumulate,     // [array, array, ...]: their elementwise sum
}

/// <summary>What a <see cref="Op.Reduce"/> node computes over its loop, in order.</summary>
internal enum Reduction : byte
{
    /// <summary>The sum, as LINQ has it: float sums are carried in double.</summary>
    Sum,

    /// <summary>Whether the body holds for at least one index.</summary>
    Any,
}
