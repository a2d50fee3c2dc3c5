namespace LoanServicing.SampleBooks;

/// <summary>
/// SplitMix64: chance that is the same on every machine and in every release of .NET, which System.Random does not
/// promise.
/// </summary>
internal sealed class Draws
{
    private ulong state;

    private Draws(ulong state) => this.state = state;

    internal static Draws From(ulong state) => new(state);

    /// <summary>
    /// Each branch has draws of its own, so that one more draw for one participant changes nothing for the others.
    /// </summary>
    public static Draws For(long seed, int branch)
    {
        var mixed = new Draws(unchecked((ulong)seed));
        return new(mixed.Next() ^ unchecked((ulong)branch * 0xD1B54A32D192ED03));
    }

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + (int)((UInt128)Next() * (ulong)(most - least + 1) >> 64);

    public T Of<T>(IReadOnlyList<T> choices) => choices[Between(0, choices.Count - 1)];

    public void Shuffle<T>(List<T> items)
    {
        for (var last = items.Count - 1; last > 0; last--)
        {
            var other = Between(0, last);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    internal ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
