using System.Globalization;
using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>A list of values.</summary>
internal sealed class ListNode : Node
{
    public ListNode(Position position, IReadOnlyList<Node> items) : base(position)
    {
        Items = items;
        Size = 1 + items.Sum(item => item.Size);
        for (var i = 0; i < items.Count; i++) items[i].BelongTo(this, string.Create(CultureInfo.InvariantCulture, $"[{i}]"));
    }

    public IReadOnlyList<Node> Items { get; }

    public override long Size { get; }

    public override string Sort => "a list";

    public override JsonArray ToJson() => new([.. Items.Select(item => item.ToJson())]);
}
