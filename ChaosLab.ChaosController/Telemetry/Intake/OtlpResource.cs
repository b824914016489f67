namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Who exports (opentelemetry/proto/resource/v1/resource.proto; names: semantic conventions, service).</summary>
/// <param name="Service">Its <c>service.name</c>.</param>
/// <param name="Instance">Its <c>service.instance.id</c>, or null.</param>
internal sealed record OtlpResource(string Service, string? Instance)
{
    private const string Unknown = "unknown_service";

    /// <summary>Reads one record.</summary>
    /// <param name="who">Who exports.</param>
    /// <param name="scope">The name of the scope.</param>
    /// <param name="record">The record's bytes.</param>
    public delegate void ReadRecord(OtlpResource who, string scope, ReadOnlySpan<byte> record);

    /// <summary>
    /// Reads a request: the three of them have the same outer layers, Resource<i>X</i>s (1) of a Resource (1) and Scope<i>X</i>s (2),
    /// those of an InstrumentationScope (1) and the records (2).
    /// </summary>
    /// <exception cref="InvalidDataException">It is no such request.</exception>
    public static void ReadRequest(ReadOnlySpan<byte> request, ReadRecord readRecord)
    {
        var groups = new OtlpFields(request);
        while (groups.Next())
        {
            if (groups is { Number: 1, Type: WireType.Bytes }) ReadGroup(groups.Content, readRecord);
        }
    }

    // Protobuf promises no order of fields: what describes the others is looked for first.
    private static void ReadGroup(ReadOnlySpan<byte> group, ReadRecord readRecord)
    {
        var who = ReadWho(group);
        var fields = new OtlpFields(group);
        while (fields.Next())
        {
            if (fields is { Number: 2, Type: WireType.Bytes }) ReadScope(who, fields.Content, readRecord);
        }
    }

    private static OtlpResource ReadWho(ReadOnlySpan<byte> group)
    {
        var attributes = new OtlpAttributes();
        var fields = new OtlpFields(group);
        while (fields.Next())
        {
            if (fields is not { Number: 1, Type: WireType.Bytes }) continue;
            var resource = new OtlpFields(fields.Content);
            while (resource.Next())
            {
                if (resource is { Number: 1, Type: WireType.Bytes }) attributes.Add(resource.Content);
            }
        }

        var all = attributes.Build();
        return new OtlpResource(all["service.name"] ?? Unknown, all["service.instance.id"]);
    }

    private static void ReadScope(OtlpResource who, ReadOnlySpan<byte> scope, ReadRecord readRecord)
    {
        var name = "";
        var fields = new OtlpFields(scope);
        while (fields.Next())
        {
            if (fields is not { Number: 1, Type: WireType.Bytes }) continue;
            var description = new OtlpFields(fields.Content);
            while (description.Next())
            {
                if (description is { Number: 1, Type: WireType.Bytes }) name = OtlpText.Read(description.Content);
            }
        }

        fields = new OtlpFields(scope);
        while (fields.Next())
        {
            if (fields is { Number: 2, Type: WireType.Bytes }) readRecord(who, name, fields.Content);
        }
    }
}
