namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>How a field of protobuf is written; the numbers are the wire's.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    GroupStart = 3,
    GroupEnd = 4,
    Fixed32 = 5,
}
