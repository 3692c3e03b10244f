using System.Runtime.CompilerServices;

// Vector code passes values through memory on the stack; clearing that first is work for nothing.
[module: SkipLocalsInit]
