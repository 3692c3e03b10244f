using System.Runtime.InteropServices;

namespace ExprGrad.Printing;

/// <summary>Text that grows at its end and takes a parenthesis near it: a StringBuilder would fall into ever smaller chunks.</summary>
internal sealed class TextBuffer
{
    private readonly List<char> chars = [];

    public int Length => chars.Count;

    public char this[int index] => chars[index];

    public TextBuffer Append(char c)
    {
        chars.Add(c);
        return this;
    }

    public TextBuffer Append(string s)
    {
        chars.AddRange(s.AsSpan());
        return this;
    }

    /// <summary>Puts parentheses around all that follows <paramref name="start"/>.</summary>
    public void Parenthesise(int start)
    {
        chars.Insert(start, '(');
        chars.Add(')');
    }

    public string ToString(int start, int length) => new(CollectionsMarshal.AsSpan(chars).Slice(start, length));

    public override string ToString() => ToString(0, Length);
}
