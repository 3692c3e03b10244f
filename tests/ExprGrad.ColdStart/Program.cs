// The first derivative in a fresh process, against a process that does nothing. Without arguments: starts itself again and again, every kind
// of work in turn, and prints what each costs over the empty process. With the name of a kind of work: does it, and prints the milliseconds
// since the start of Main, and the methods that the JIT has compiled, after each phase.
using System;

switch (args)
{
    case []:
        Comparison.Run(rounds: 15);
        break;
    case ["empty", ..]:
        break;
    case ["warm"]:
        Warm.Run();
        break;
    case [var work, ..]:
        Work.Run(work, verbose: args.Length == 1);
        break;
}

if (args.Length == 2)
    Console.Write(Environment.CpuUsage.TotalTime.TotalMicroseconds);
