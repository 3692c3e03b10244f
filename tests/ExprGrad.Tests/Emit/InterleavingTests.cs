using ExprGrad.Emit.Vector;

namespace ExprGrad.Tests.Emit;

/// <summary>Structs to columns and back, by vectors and without.</summary>
[TestClass]
public sealed unsafe class InterleavingTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Structs_of_any_size_are_taken_apart_and_put_together(bool vectors)
    {
        for (var size = 2; size <= 13; size++)
        {
            foreach (var count in new[] { 0, 1, 3, 4, 5, 8, 31 })
            {
                Check<double>(size, count, vectors);
                Check<float>(size, count, vectors);
            }
        }
    }

    private static void Check<T>(int size, int count, bool vectors)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        // Number m of struct i is 100 i + m; its column is the mth from the end. Memory around both is to stay as it is.
        const int stride = 40, around = 5;
        var structs = new T[(size * count) + (2 * around)];
        Array.Fill(structs, T.CreateChecked(-1));
        for (var k = 0; k < size * count; k++)
            structs[around + k] = T.CreateChecked((100 * (k / size)) + (k % size));
        var columns = new T[size * stride];
        Array.Fill(columns, T.CreateChecked(-2));
        int[] offsets = [.. Enumerable.Range(0, size).Select(m => (size - 1 - m) * stride)];
        fixed (T* s = structs, c = columns)
            Interleaving.Split(s + around, size, count, c, offsets, vectors);
        for (var k = 0; k < columns.Length; k++)
        {
            var (m, i) = (size - 1 - (k / stride), k % stride);
            Assert.AreEqual(T.CreateChecked(i < count ? (100 * i) + m : -2), columns[k], $"{size} numbers, {count} structs, column of {m}, {i}");
        }

        var copy = new T[structs.Length];
        Array.Fill(copy, T.CreateChecked(-1));
        fixed (T* s = copy, c = columns)
            Interleaving.Merge(s + around, size, count, c, offsets, vectors);
        CollectionAssert.AreEqual(structs, copy, $"{size} numbers, {count} structs");
    }
}
