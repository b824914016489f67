using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Collects the text and the holes of an expression.</summary>
internal sealed class ExpressionParts
{
    private readonly StringBuilder _format = new();
    private readonly List<IValueProvider> _providers = [];
    private readonly List<string> _expressions = [];
    private readonly List<string?> _formats = [];

    public bool IsEmpty => _format.Length == 0;

    /// <summary>Adds text, in which braces that are not doubled stand for themselves.</summary>
    public void AddText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            _format.Append(c);
            if (c is not ('{' or '}')) continue;

            _format.Append(c);
            if (i + 1 < text.Length && text[i + 1] == c) i++;
        }
    }

    /// <summary>Adds text that is a composite format already.</summary>
    public void AddRaw(string? text) => _format.Append(text);

    public void AddHole(IValueProvider provider, string expression, string? format)
    {
        _format.Append('{').Append(_providers.Count).Append('}');
        _providers.Add(provider);
        _expressions.Add(expression);
        _formats.Add(format);
    }

    public ReferenceExpression Build() => new(_format.ToString(), [.. _providers], [.. _expressions], [.. _formats]);
}
