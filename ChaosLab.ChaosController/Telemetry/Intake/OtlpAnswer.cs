using Google.Protobuf;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>What the intake answers, in protobuf as the request was (opentelemetry.io/docs/specs/otlp, OTLP/HTTP Response).</summary>
internal static class OtlpAnswer
{
    public const string ContentType = "application/x-protobuf";

    // google.rpc.Code.INVALID_ARGUMENT
    private const int InvalidArgument = 3;

    /// <summary>An Export…ServiceResponse: empty, or with a partial_success (1) of rejected records (1) and a message (2).</summary>
    public static Task TakenAsync(HttpContext context, int rejected)
    {
        var partial = rejected == 0 ? [] : Encode(output =>
        {
            output.WriteTag(1, WireFormat.WireType.Varint);
            output.WriteInt64(rejected);
            output.WriteTag(2, WireFormat.WireType.LengthDelimited);
            output.WriteString("They have no valid trace id and span id.");
        });
        return SendAsync(context, StatusCodes.Status200OK, partial.Length == 0 ? [] : Encode(output =>
        {
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(partial));
        }));
    }

    /// <summary>A google.rpc.Status: code (1) and message (2).</summary>
    public static Task RefusedAsync(HttpContext context, int status, string message) => SendAsync(context, status, Encode(output =>
    {
        output.WriteTag(1, WireFormat.WireType.Varint);
        output.WriteInt32(InvalidArgument);
        output.WriteTag(2, WireFormat.WireType.LengthDelimited);
        output.WriteString(message);
    }));

    private static async Task SendAsync(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Encode(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true)) write(output);
        return bytes.ToArray();
    }
}
