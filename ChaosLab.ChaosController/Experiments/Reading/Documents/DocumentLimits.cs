namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>How large a document may be, so that none can exhaust the reader.</summary>
internal static class DocumentLimits
{
    /// <summary>Bytes in UTF-8.</summary>
    public const int Bytes = 1024 * 1024;

    /// <summary>Objects and lists within each other.</summary>
    public const int Depth = 64;

    /// <summary>Values, aliases written out.</summary>
    public const int Values = 100_000;

    /// <exception cref="DocumentException">The text is larger than <see cref="Bytes"/>.</exception>
    public static void RequireSize(string text)
    {
        if (text.Length > Bytes || System.Text.Encoding.UTF8.GetByteCount(text) > Bytes)
        {
            throw new DocumentException(new Position(1, 1), "The file is larger than 1 MiB.");
        }
    }

    /// <exception cref="DocumentException">Values are nested deeper than <see cref="Depth"/>.</exception>
    public static void RequireDepth(int depth, Position position)
    {
        if (depth > Depth) throw new DocumentException(position, $"Values are nested deeper than {Depth} levels.");
    }

    /// <exception cref="DocumentException">There are more values than <see cref="Values"/>.</exception>
    public static void RequireCount(long values, Position position)
    {
        if (values > Values) throw new DocumentException(position, $"The file has more than {Values} values.");
    }
}
