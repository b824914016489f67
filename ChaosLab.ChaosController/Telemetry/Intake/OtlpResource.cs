using Google.Protobuf;
using static ChaosLab.ChaosController.Telemetry.Intake.OtlpMessage;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Who exports (opentelemetry/proto/resource/v1/resource.proto; names: semantic conventions, service).</summary>
/// <param name="Service">Its <c>service.name</c>.</param>
/// <param name="Instance">Its <c>service.instance.id</c>, or null.</param>
internal sealed record OtlpResource(string Service, string? Instance)
{
    private const string Unknown = "unknown_service";

    /// <summary>
    /// Reads a request: the three of them have the same outer layers, Resource<i>X</i>s (1) of a Resource (1) and Scope<i>X</i>s (2),
    /// those of an InstrumentationScope (1) and the records (2).
    /// </summary>
    /// <param name="request">The bytes of an Export…ServiceRequest.</param>
    /// <param name="readRecord">Reads one record; it is told who exports and the name of the scope.</param>
    public static void ReadRequest(ReadOnlyMemory<byte> request, Action<OtlpResource, string, CodedInputStream> readRecord)
        => Read(Open(request), (field, type, input) =>
        {
            if (field != 1 || type != Bytes) return false;
            ReadGroup(input.ReadBytes(), readRecord);
            return true;
        });

    private static CodedInputStream Open(ReadOnlyMemory<byte> request) => UnsafeByteOperations.UnsafeWrap(request).CreateCodedInput();

    // Protobuf promises no order of fields: what describes the others is looked for first.
    private static void ReadGroup(ByteString group, Action<OtlpResource, string, CodedInputStream> readRecord)
    {
        var attributes = new OtlpAttributes();
        Read(group.CreateCodedInput(), (field, type, input) =>
        {
            if (field != 1 || type != Bytes) return false;
            ReadNested(input, (inner, innerType, resource) =>
            {
                if (inner != 1 || innerType != Bytes) return false;
                attributes.Add(resource);
                return true;
            });
            return true;
        });
        var all = attributes.Build();
        var who = new OtlpResource(OtlpText.Share(all["service.name"] ?? Unknown), all["service.instance.id"]);

        Read(group.CreateCodedInput(), (field, type, input) =>
        {
            if (field != 2 || type != Bytes) return false;
            ReadScope(who, input.ReadBytes(), readRecord);
            return true;
        });
    }

    private static void ReadScope(OtlpResource who, ByteString scope, Action<OtlpResource, string, CodedInputStream> readRecord)
    {
        var name = "";
        Read(scope.CreateCodedInput(), (field, type, input) =>
        {
            if (field != 1 || type != Bytes) return false;
            ReadNested(input, (inner, innerType, description) =>
            {
                if (inner != 1 || innerType != Bytes) return false;
                name = OtlpText.Share(description.ReadString());
                return true;
            });
            return true;
        });
        Read(scope.CreateCodedInput(), (field, type, input) =>
        {
            if (field != 2 || type != Bytes) return false;
            readRecord(who, name, input);
            return true;
        });
    }
}
