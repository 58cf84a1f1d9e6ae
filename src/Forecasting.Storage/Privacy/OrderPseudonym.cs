using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Forecasting.Storage.Privacy;

/// <summary>Keyed pseudonyms of order numbers: the same order has the same pseudonym, and nobody without the key can tell
/// which order it is.</summary>
/// <remarks>The first 128 bits of HMAC-SHA-256 (RFC 2104) of the number in UTF-8: two of a thousand million orders share one with a chance
/// below 10⁻²⁰. Not for use by several threads at once.</remarks>
public sealed class OrderPseudonym
{
    private readonly byte[] key;
    private char[] last = [];
    private byte[] bytes = [];
    private int lastLength = -1;
    private UInt128 pseudonym;

    /// <summary>Pseudonyms under a key.</summary>
    /// <param name="key">32 bytes; see <see cref="PseudonymKey"/>. Copied.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> has another length.</exception>
    public OrderPseudonym(ReadOnlySpan<byte> key)
    {
        if (key.Length != PseudonymKey.Length)
            throw new ArgumentException($"The key has {key.Length} bytes; it must have {PseudonymKey.Length}.", nameof(key));
        this.key = key.ToArray();
    }

    /// <summary>The pseudonym of an order number, to the last code point: outer blanks count. Lines of one order stand together, so
    /// the last one is kept.</summary>
    /// <param name="orderNumber">The number, not empty for a real order; the empty text has a pseudonym too.</param>
    public UInt128 Of(ReadOnlySpan<char> orderNumber)
    {
        if (orderNumber.Length == lastLength && orderNumber.SequenceEqual(last.AsSpan(0, lastLength)))
            return pseudonym;
        if (last.Length < orderNumber.Length)
            (last, bytes) = (new char[orderNumber.Length * 2], new byte[Encoding.UTF8.GetMaxByteCount(orderNumber.Length * 2)]);
        orderNumber.CopyTo(last);
        lastLength = orderNumber.Length;
        var length = Encoding.UTF8.GetBytes(orderNumber, bytes);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes.AsSpan(0, length), hash);
        return pseudonym = BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
