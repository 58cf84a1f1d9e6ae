namespace Forecasting.Trust;

/// <summary>The check digit of GTIN-8, -12, -13 and -14.</summary>
public static class Gtin
{
    /// <summary>True when the code has one of the four lengths, only digits, and the right last one.</summary>
    /// <param name="code">The code as written.</param>
    /// <remarks>GS1 General Specifications, 7.9.1: from the right, weights 1, 3, 1, 3, …; the sum is a multiple of 10.</remarks>
    /// <example>4006381333931 is valid, 4006381333932 is not.</example>
    public static bool IsValid(ReadOnlySpan<char> code)
    {
        if (code.Length is not (8 or 12 or 13 or 14))
            return false;
        var sum = 0;
        for (var i = 0; i < code.Length; i++)
        {
            if (!char.IsAsciiDigit(code[i]))
                return false;
            sum += (code[i] - '0') * ((code.Length - 1 - i) % 2 == 0 ? 1 : 3);
        }

        return sum % 10 == 0;
    }
}
