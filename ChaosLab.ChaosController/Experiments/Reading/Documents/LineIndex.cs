using System.Text;

namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>Turns positions in UTF-8 bytes into lines and columns of characters.</summary>
internal sealed class LineIndex
{
    private readonly byte[] _utf8;
    private readonly List<int> _starts = [0];

    public LineIndex(byte[] utf8)
    {
        _utf8 = utf8;
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == (byte)'\n') _starts.Add(i + 1);
        }
    }

    public Position At(int offset)
    {
        var line = _starts.BinarySearch(offset);
        if (line < 0) line = ~line - 1;
        return At(line, offset - _starts[line]);
    }

    /// <param name="line">From 0.</param>
    /// <param name="byteInLine">From 0.</param>
    public Position At(long line, long byteInLine)
    {
        var index = (int)Math.Clamp(line, 0, _starts.Count - 1);
        var start = _starts[index];
        var length = (int)Math.Clamp(byteInLine, 0, _utf8.Length - start);
        return new Position(index + 1, Encoding.UTF8.GetCharCount(_utf8, start, length) + 1);
    }
}
