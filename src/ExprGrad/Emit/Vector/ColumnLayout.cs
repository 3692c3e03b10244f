namespace ExprGrad.Emit.Vector;

/// <summary>
/// Where a kernel over columns finds them. A number stands in memory as a column and is used in place. The numbers of a struct do not: its
/// columns are in a tile, a piece of memory that stays in the first-level cache, into which blocks of elements are taken apart and from
/// which they are put together.
/// </summary>
internal sealed class ColumnLayout
{
    /// <summary>As many lanes as the longest vector has.</summary>
    public const int LongestVector = 16;

    // Half of a first-level cache of the usual size: the rest is for what the kernel itself needs and for the structs on their way.
    private const int TileBytes = 16384;
    private const int Smallest = 32;
    private const int Largest = 512;

    private readonly (bool IsTiled, int Index)[] places;

    /// <param name="sizes">
    /// How many numbers each argument consists of, and each result; and how many it takes up in memory. Columns of what only fills a struct up
    /// are in the tile after those of its numbers.
    /// </param>
    /// <param name="laneSize">The bytes of a number.</param>
    public ColumnLayout((int Leaves, int InMemory)[] sizes, int laneSize)
    {
        places = new (bool IsTiled, int Index)[sizes.Sum(s => s.Leaves)];
        var column = 0;
        foreach (var (leaves, inMemory) in sizes)
        {
            for (var leaf = 0; leaf < leaves; leaf++)
                places[column++] = inMemory > 1 ? (true, Tiled++) : (false, InPlace++);
            Tiled += inMemory - leaves;
            IsPadded |= inMemory > leaves;
        }

        Block = Tiled == 0 ? int.MaxValue : Math.Clamp(TileBytes / laneSize / Tiled / Smallest * Smallest, Smallest, Largest);

        // Not a power of two: columns of which the addresses differ by whole pages are in each other's way.
        Stride = Tiled == 0 ? 0 : Block + LongestVector;
    }

    /// <summary>How many columns are in the tile.</summary>
    public int Tiled { get; }

    /// <summary>Whether some of them are no numbers of a struct, but fill it up.</summary>
    public bool IsPadded { get; }

    /// <summary>How many columns are used in place.</summary>
    public int InPlace { get; }

    /// <summary>How many elements are worked on at a time.</summary>
    public int Block { get; }

    /// <summary>From the begin of a column in the tile to that of the next, in numbers.</summary>
    public int Stride { get; }

    /// <summary>All columns in place.</summary>
    public static ColumnLayout InMemory(int columns, int laneSize) => new([.. Enumerable.Repeat((1, 1), columns)], laneSize);

    /// <summary>Whether a column is in the tile, and the how manieth there or among the others it is.</summary>
    public (bool IsTiled, int Index) Place(int column) => places[column];
}
