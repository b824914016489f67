using System.Net;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChaosLab.ChaosController.Api.Document;

/// <summary>
/// Makes the schemas say what is written: no null ever is (the member is left out), so what may be null is optional, and everything else
/// of an answer is there. What a request may leave out is what has a standard value.
/// </summary>
internal sealed class TypesAsWritten : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ChaosLab",
            Version = "v1",
            Description = "The chaos service of a lab: faults, resources, experiments, runs, telemetry. Changes need the token of the run, or a session of the console.",
        };

        // The port is another one in every lab.
        document.Servers?.Clear();
        document.Tags?.Clear();
        var asked = RequestTypes(document);
        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (schema is OpenApiSchema type) Correct(type, isRequest: asked.Contains(name));
        }

        foreach (var operation in Operations(document))
        {
            operation.Tags?.Clear();
            foreach (var body in Bodies(operation)) body.Schema = WithoutNull(body.Schema);
        }

        return Task.CompletedTask;
    }

    private static void Correct(OpenApiSchema type, bool isRequest)
    {
        type.Description = WebUtility.HtmlDecode(type.Description);
        OpenUp(type);
        if (type.Properties is not { Count: > 0 } properties) return;

        var required = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, property) in properties.ToArray())
        {
            var optional = IsNullable(property) || (isRequest && type.Required?.Contains(name) != true);
            if (!optional) required.Add(name);
            var written = WithoutNull(property)!;
            written.Description = WebUtility.HtmlDecode(property.Description);
            if (written is OpenApiSchema own) OpenUp(own);
            properties[name] = written;
        }

        type.Required = required;
    }

    // An object of which nothing is said may hold anything; generators take it for an empty one otherwise.
    private static void OpenUp(OpenApiSchema schema)
    {
        if (schema is { Type: JsonSchemaType.Object, Properties: null or { Count: 0 }, AdditionalProperties: null }) schema.AdditionalProperties = new OpenApiSchema();
    }

    private static bool IsNullable(IOpenApiSchema schema)
        => schema.Type?.HasFlag(JsonSchemaType.Null) == true || schema.OneOf?.Any(IsNull) == true || IsAnything(schema);

    private static bool IsAnything(IOpenApiSchema schema)
        => schema is OpenApiSchema { Type: null, Enum: null or { Count: 0 }, OneOf: null or { Count: 0 }, AnyOf: null or { Count: 0 }, AllOf: null or { Count: 0 } };

    private static IOpenApiSchema? WithoutNull(IOpenApiSchema? schema)
    {
        if (schema?.OneOf is { Count: 2 } choices && choices.Any(IsNull)) return choices.Single(choice => !IsNull(choice));
        if (schema is OpenApiSchema { Type: { } type } own && type.HasFlag(JsonSchemaType.Null) && type != JsonSchemaType.Null) own.Type = type & ~JsonSchemaType.Null;
        return schema;
    }

    private static bool IsNull(IOpenApiSchema schema) => schema is OpenApiSchema { Type: JsonSchemaType.Null };

    private static HashSet<string> RequestTypes(OpenApiDocument document)
    {
        var names = Operations(document).SelectMany(operation => operation.RequestBody?.Content?.Values ?? [])
            .Select(body => WithoutNull(body.Schema)).OfType<OpenApiSchemaReference>().Select(reference => reference.Reference.Id);
        return names.OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<OpenApiOperation> Operations(OpenApiDocument document)
        => document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>());

    private static IEnumerable<OpenApiMediaType> Bodies(OpenApiOperation operation)
        => (operation.RequestBody?.Content?.Values ?? Enumerable.Empty<OpenApiMediaType>())
            .Concat(operation.Responses?.Values.SelectMany(answer => answer.Content?.Values ?? Enumerable.Empty<OpenApiMediaType>()) ?? []);
}
