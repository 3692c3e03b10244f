using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ExprGrad.Benchmarks.Support;

/// <summary>The C peers: <c>kernels.c</c> and <c>bundle.c</c>, compiled by gcc into a temporary folder when first asked for, where gcc is installed.</summary>
internal static unsafe class NativeKernels
{
    public const string Flags = "-O3 -march=native -ffast-math";

    private static readonly Lazy<(nint Double, nint Float)> Libraries = new(Build);

    /// <summary>Whether there is a C compiler to compare with.</summary>
    public static bool Available => Libraries.Value.Double != 0;

    /// <summary>The compiler's name and version.</summary>
    public static string Compiler
    {
        get
        {
            using var gcc = Process.Start(new ProcessStartInfo("gcc", "-dumpfullversion") { RedirectStandardOutput = true })!;
            return $"gcc {gcc.StandardOutput.ReadToEnd().Trim()}";
        }
    }

    /// <summary>A C function from columns to columns.</summary>
    public static Kernel<T> Get<T>(string name)
        where T : unmanaged
    {
        var library = typeof(T) == typeof(double) ? Libraries.Value.Double : Libraries.Value.Float;
        var function = (delegate* unmanaged<T**, T**, nint, void>)NativeLibrary.GetExport(library, name);
        return (inputs, outputs) =>
        {
            var handles = stackalloc GCHandle[inputs.Length + outputs.Length];
            var pointers = stackalloc T*[inputs.Length + outputs.Length];
            for (var i = 0; i < inputs.Length + outputs.Length; i++)
            {
                handles[i] = GCHandle.Alloc(i < inputs.Length ? inputs[i] : outputs[i - inputs.Length], GCHandleType.Pinned);
                pointers[i] = (T*)handles[i].AddrOfPinnedObject();
            }

            function(pointers, pointers + inputs.Length, inputs[0].Length);
            for (var i = 0; i < inputs.Length + outputs.Length; i++)
                handles[i].Free();
        };
    }

    private static (nint Double, nint Float) Build()
    {
        try
        {
            var folder = Directory.CreateTempSubdirectory("exprgrad-benchmarks-").FullName;
            foreach (var name in new[] { "kernels.c", "bundle.c" })
            {
                using var resource = typeof(NativeKernels).Assembly.GetManifestResourceStream(name)!;
                using var file = File.Create(Path.Combine(folder, name));
                resource.CopyTo(file);
            }

            return (Compile(folder, "double"), Compile(folder, "float"));
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
        {
            Console.Error.WriteLine($"No comparison with C: {e.Message}");
            return default;
        }
    }

    private static nint Compile(string folder, string real)
    {
        var library = Path.Combine(folder, real + ".so");
        using var gcc = Process.Start("gcc", $"{Flags} -DREAL={real} -shared -fPIC \"{folder}/kernels.c\" \"{folder}/bundle.c\" -o \"{library}\" -lm");
        gcc.WaitForExit();
        return gcc.ExitCode == 0 ? NativeLibrary.Load(library) : throw new InvalidOperationException($"gcc ended with {gcc.ExitCode}.");
    }
}
