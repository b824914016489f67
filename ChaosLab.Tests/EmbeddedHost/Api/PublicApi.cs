using System.Reflection;
using System.Runtime.CompilerServices;

namespace ChaosLab.Tests.EmbeddedHost.Api;

/// <summary>Reads the public API of an assembly by reflection.</summary>
internal static class PublicApi
{
    public static IReadOnlyList<ApiType> Of(Assembly assembly)
        => [.. assembly.GetExportedTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)).Select(Of)];

    public static ApiType Of(Type type) => new(KindOf(type), TypeNames.Of(type), BasesOf(type), MemberSignatures.Of(type));

    private static string KindOf(Type type)
    {
        if (type.IsEnum) return "enum";
        if (type.IsInterface) return "interface";
        if (type.IsValueType) return "struct";
        if (type.IsSubclassOf(typeof(Delegate))) return "delegate";
        if (type is { IsAbstract: true, IsSealed: true }) return "static class";
        return type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
    }

    private static string[] BasesOf(Type type)
    {
        if (type.IsEnum) return [];
        IEnumerable<Type> bases = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent] : [];
        return [.. bases.Concat(type.GetInterfaces().Where(i => i.IsVisible)).Select(TypeNames.Of)];
    }
}
