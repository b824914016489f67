using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Model;

/// <summary>Texts with parts that are known later.</summary>
public sealed class ExpressionTests
{
    private readonly IDistributedApplicationBuilder _builder = Given.Builder();

    [Fact]
    public async Task Values_are_put_in_and_escaped_where_asked()
    {
        var key = _builder.AddParameter("key", "a b/c");

        var expression = ReferenceExpression.Create($"x={key}&y={key:uri}&z={"d e":uri}");

        (await expression.GetValueAsync(CancellationToken.None)).ShouldBe("x=a b/c&y=a%20b%2Fc&z=d%20e");
        expression.ValueExpression.ShouldBe("x={key.value}&y={key.value}&z=d%20e");
    }

    [Fact]
    public async Task Braces_in_texts_stand_for_themselves()
    {
        var json = "{\"a\":1}";

        var expression = ReferenceExpression.Create($"{{{json}}} {_builder.AddParameter("key", "{0}")}");

        (await expression.GetValueAsync(CancellationToken.None)).ShouldBe("{{\"a\":1}} {0}");
    }

    [Fact]
    public async Task A_builder_makes_the_same_piece_by_piece()
    {
        var key = _builder.AddParameter("key", "v");
        var text = new ReferenceExpressionBuilder();

        text.IsEmpty.ShouldBeTrue();
        text.AppendLiteral("k=");
        text.Append($"{key.Resource};");
        text.AppendValueProvider(key);

        (await text.Build().GetValueAsync(CancellationToken.None)).ShouldBe("k=v;v");
    }

    [Fact]
    public async Task An_empty_expression_has_no_value()
        => (await ReferenceExpression.Empty.GetValueAsync(CancellationToken.None)).ShouldBeNull();

    [Fact]
    public void An_unknown_format_is_refused()
        => Should.Throw<FormatException>(() => ReferenceExpression.Create($"{"x":base64}"));

    [Fact]
    public async Task A_value_that_is_replaced_is_the_new_one()
    {
        var value = new ValueSnapshot<string>();
        value.SetException(new InvalidOperationException("not yet"));
        await Should.ThrowAsync<InvalidOperationException>(() => value.GetValueAsync());

        value.SetValue("one");
        value.SetValue("two");

        (await value.GetValueAsync()).ShouldBe("two");
    }
}
