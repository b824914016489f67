using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>Reads a JSONPath.</summary>
/// <param name="text">The path.</param>
internal sealed class JsonPathParser(string text)
{
    private const int Longest = 2000;
    private const int Deepest = 32;

    private int _at;
    private int _depth;

    /// <exception cref="FormatException">The text is no path of the subset; the message says where.</exception>
    public JsonPath ReadWhole()
    {
        if (text.Length > Longest) throw new FormatException($"A path has at most {Longest} characters.");
        Skip();
        if (End) throw new FormatException("The path is empty.");
        var rooted = Try("$");
        var path = ReadSteps(allowBare: !rooted);
        Skip();
        return End ? path : throw Wrong("unexpected");
    }

    private bool End => _at >= text.Length;

    private char Here => _at < text.Length ? text[_at] : '\0';

    private JsonPath ReadSteps(bool allowBare)
    {
        var steps = new List<JsonPathStep>();
        if (allowBare && IsNameCharacter(Here)) steps.Add(new NameStep(false, [ReadName()]));
        while (Here is '.' or '[')
        {
            var deep = Try("..");
            if (!deep && Try(".")) steps.Add(ReadAfterDot(false));
            else if (Here == '[') steps.Add(ReadBrackets(deep));
            else steps.Add(ReadAfterDot(deep));
        }

        return new JsonPath(steps);
    }

    private JsonPathStep ReadAfterDot(bool deep)
    {
        if (Try("*")) return new AnyStep(deep);
        if (!IsNameCharacter(Here)) throw Wrong("expected a name or * and found");
        var name = ReadName();
        return Here == '(' ? ReadCall(deep, name) : new NameStep(deep, [name]);
    }

    private CallStep ReadCall(bool deep, string function)
    {
        if (!JsonPathFunctions.Known.TryGetValue(function, out var takes))
            throw new FormatException($"there is no function '{function}()'; there are {string.Join(", ", JsonPathFunctions.Known.Keys.Select(name => $"{name}()"))}");
        Need("(");
        Skip();
        var arguments = Here == ')' ? [] : ReadUnion(ReadOperand);
        Skip();
        Need(")");
        return arguments.Count >= takes.Least && arguments.Count <= takes.Most
            ? new CallStep(deep, function, arguments)
            : throw new FormatException($"'{function}()' takes {(takes.Least == takes.Most ? takes.Least : $"{takes.Least} or {takes.Most}")} arguments");
    }

    private JsonPathStep ReadBrackets(bool deep)
    {
        Need("[");
        Skip();
        JsonPathStep step = Here switch
        {
            '*' => ReadAny(deep),
            '?' => ReadFilterStep(deep),
            '\'' or '"' => new NameStep(deep, ReadUnion(ReadQuoted)),
            _ when char.IsLetter(Here) => ReadCall(deep, ReadName()),
            _ => ReadNumbers(deep),
        };
        Skip();
        Need("]");
        return step;
    }

    private AnyStep ReadAny(bool deep)
    {
        Need("*");
        return new AnyStep(deep);
    }

    private List<T> ReadUnion<T>(Func<T> read)
    {
        var items = new List<T> { read() };
        for (Skip(); Try(","); Skip())
        {
            Skip();
            items.Add(read());
        }

        return items;
    }

    private JsonPathStep ReadNumbers(bool deep)
    {
        int? from = Here == ':' ? null : ReadWholeNumber();
        Skip();
        if (!Try(":"))
        {
            var indexes = new List<int> { from!.Value };
            for (; Try(","); Skip())
            {
                Skip();
                indexes.Add(ReadWholeNumber());
            }

            return new IndexStep(deep, indexes);
        }

        Skip();
        int? to = Here is ':' or ']' ? null : ReadWholeNumber();
        Skip();
        var by = 1;
        if (Try(":"))
        {
            Skip();
            if (Here != ']') by = ReadWholeNumber();
        }

        return new SliceStep(deep, from, to, by);
    }

    private FilterStep ReadFilterStep(bool deep)
    {
        Need("?");
        Skip();
        return new FilterStep(deep, ReadCondition());
    }

    private JsonPathFilter ReadCondition()
    {
        if (++_depth > Deepest) throw new FormatException($"A filter is nested deeper than {Deepest} levels.");
        var condition = ReadJoined(0);
        _depth--;
        return condition;
    }

    // From the loosest to the tightest. With the signs && binds tighter, as RFC 9535 has it; with the words or does, as Chaos Toolkit's library has it.
    private static readonly (string Written, bool IsWord, bool And)[] Joints = [("||", false, false), ("&&", false, true), ("and", true, true), ("or", true, false)];

    private JsonPathFilter ReadJoined(int level)
    {
        if (level == Joints.Length) return ReadNot();
        var (written, isWord, and) = Joints[level];
        var left = ReadJoined(level + 1);
        for (Skip(); isWord ? TryWord(written) : Try(written); Skip()) left = new JoinedFilter(left, ReadJoined(level + 1), and);
        return left;
    }

    private JsonPathFilter ReadNot()
    {
        Skip();
        if ((Here == '!' && !text.AsSpan(_at).StartsWith("!=")) && Try("!") || TryWord("not")) return new NotFilter(ReadNot());
        return ReadPrimary();
    }

    private JsonPathFilter ReadPrimary()
    {
        Skip();
        if (Try("("))
        {
            var inner = ReadCondition();
            Skip();
            Need(")");
            return inner;
        }

        var left = ReadOperand();
        Skip();
        foreach (var (written, meaning) in Operators)
        {
            if (!(char.IsLetter(written[0]) ? TryWord(written) : Try(written))) continue;
            Skip();
            return new ComparisonFilter(left, meaning, ReadOperand());
        }

        return left.Path is null ? throw Wrong("expected a comparison and found") : new ExistsFilter(left);
    }

    // The longer ones first; a single = is the spelling of Chaos Toolkit's library.
    private static readonly (string Written, string Meaning)[] Operators =
        [("==", "=="), ("!=", "!="), ("<>", "!="), ("<=", "<="), (">=", ">="), ("<", "<"), (">", ">"), ("=", "=="), ("contains", "contains")];

    private JsonPathOperand ReadOperand()
    {
        if (Try("@")) return new JsonPathOperand(ReadNested(), FromRoot: false, null);
        if (Try("$")) return new JsonPathOperand(ReadNested(), FromRoot: true, null);
        if (Here is '\'' or '"') return new JsonPathOperand(null, false, ReadQuoted());
        if (TryWord("true")) return new JsonPathOperand(null, false, true);
        if (TryWord("false")) return new JsonPathOperand(null, false, false);
        if (TryWord("null")) return new JsonPathOperand(null, false, null);

        var start = _at;
        while (char.IsAsciiDigit(Here) || Here is '-' or '+' or '.' or 'e' or 'E') _at++;
        if (double.TryParse(text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return new JsonPathOperand(null, false, JsonValue.Create(number));
        }

        _at = start;
        throw Wrong("expected @, $, a text, a number, true, false or null and found");
    }

    private JsonPath ReadNested()
    {
        if (++_depth > Deepest) throw new FormatException($"A filter is nested deeper than {Deepest} levels.");
        var path = ReadSteps(allowBare: false);
        _depth--;
        return path;
    }

    private string ReadQuoted()
    {
        var quote = Here;
        if (quote is not ('\'' or '"')) throw Wrong("expected a quoted name and found");
        _at++;
        var result = new StringBuilder();
        while (Here != quote)
        {
            if (End) throw new FormatException("A quoted name does not end.");
            if (Here == '\\' && _at + 1 < text.Length) _at++;
            result.Append(Here);
            _at++;
        }

        _at++;
        return result.ToString();
    }

    private string ReadName()
    {
        var start = _at;
        while (!End && IsNameCharacter(Here)) _at++;
        return text[start.._at];
    }

    private int ReadWholeNumber()
    {
        var start = _at;
        if (Here == '-') _at++;
        while (char.IsAsciiDigit(Here)) _at++;
        if (int.TryParse(text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        _at = start;
        throw Wrong("expected a whole number, a quoted name, * or ? and found");
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' || c > '\u007F';

    private void Skip()
    {
        while (!End && char.IsWhiteSpace(Here)) _at++;
    }

    private bool Try(string expected)
    {
        if (!text.AsSpan(_at).StartsWith(expected, StringComparison.Ordinal)) return false;
        _at += expected.Length;
        return true;
    }

    private bool TryWord(string word)
    {
        var after = _at + word.Length;
        return (after >= text.Length || !IsNameCharacter(text[after])) && Try(word);
    }

    private void Need(string expected)
    {
        if (!Try(expected)) throw Wrong($"expected {expected} and found");
    }

    private FormatException Wrong(string what) => new(End ? $"{what} the end" : $"{what} '{Here}' at character {_at + 1}");
}
