using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChaosLab.ChaosController.Api.Document;

/// <summary>Says of the types with a converter what they are written as: durations are numbers of seconds, enums are words.</summary>
internal sealed class ConvertedTypes : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var underlying = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type);
        var type = underlying ?? context.JsonTypeInfo.Type;
        var orNull = underlying is null ? default : JsonSchemaType.Null;
        if (type == typeof(TimeSpan) || type == typeof(double))
        {
            schema.Type = JsonSchemaType.Number | orNull;
            schema.Format = "double";
            schema.Pattern = null;
        }
        else if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String | orNull;
        }
        else if (context.JsonTypeInfo.ElementType == typeof(double))
        {
            var number = new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" };
            if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Dictionary) schema.AdditionalProperties = number;
            else schema.Items = number;
        }

        return Task.CompletedTask;
    }
}
