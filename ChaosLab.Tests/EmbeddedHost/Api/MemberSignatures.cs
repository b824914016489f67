using System.Reflection;
using System.Runtime.CompilerServices;

namespace ChaosLab.Tests.EmbeddedHost.Api;

/// <summary>Writes the members that users of a type can see, as the baseline does.</summary>
internal static class MemberSignatures
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // Every object has them.
    private static readonly string[] OfObject = [nameof(ToString), nameof(Equals), nameof(GetHashCode)];

    public static IReadOnlyList<string> Of(Type type)
    {
        if (type.IsEnum) return [string.Join(", ", Enum.GetNames(type))];

        return
        [
            .. type.GetConstructors(Declared).Where(c => !c.IsStatic && IsVisible(c) && !HasRequired(type)).Select(c => $".ctor({Parameters(c)})"),
            .. type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(Of),
            .. type.GetProperties(Declared).Where(p => p.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Of),
            .. type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!)).Select(e => $"event {TypeNames.Of(e.EventHandlerType!)} {e.Name}"),
            .. type.GetMethods(Declared).Where(IsListed).Select(Of),
        ];
    }

    private static string Of(FieldInfo field)
        => field.IsLiteral
            ? $"const {TypeNames.Of(field.FieldType)} {field.Name} = {DefaultValues.Text(field.GetRawConstantValue(), field.FieldType)}"
            : $"{Static(field.IsStatic)}{TypeNames.Of(field.FieldType)} {field.Name}";

    private static string Of(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        var set = property.SetMethod is { } setter && IsVisible(setter) ? IsInit(setter) ? "init; " : "set; " : "";
        return $"{Static(property.GetAccessors(nonPublic: true)[0].IsStatic)}{TypeNames.Of(property.PropertyType)} {property.Name} {{ {get}{set}}}";
    }

    private static string Of(MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        return $"{Static(method.IsStatic)}{TypeNames.Of(method.ReturnType)} {method.Name}{generics}({Parameters(method)}){Constraints(method)}";
    }

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        return string.Join(", ", method.GetParameters().Select((p, i) => (isExtension && i == 0 ? "this " : "") + Of(p)));
    }

    private static string Of(ParameterInfo parameter)
    {
        var mode = parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) ? "params "
            : !parameter.ParameterType.IsByRef ? ""
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : "ref ";
        var value = parameter.HasDefaultValue ? $" = {DefaultValues.Of(parameter)}" : "";
        return $"{mode}{TypeNames.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Constraints(MethodInfo method)
    {
        if (!method.IsGenericMethod) return "";
        return string.Concat(method.GetGenericArguments().Select(argument => (argument, constraints: ConstraintsOf(argument)))
            .Where(pair => pair.constraints.Count > 0)
            .Select(pair => $" where {pair.argument.Name} : {string.Join(", ", pair.constraints)}"));
    }

    private static List<string> ConstraintsOf(Type argument)
    {
        var flags = argument.GenericParameterAttributes;
        List<string> constraints = [.. argument.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(TypeNames.Of)];
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) constraints.Add("class");
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) constraints.Add("struct");
        else if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint)) constraints.Add("new()");
        return constraints;
    }

    // What the compiler adds to a record is the same for every record.
    private static bool IsListed(MethodInfo method)
        => IsVisible(method)
            && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            && !method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && !OfObject.Contains(method.Name);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // The compiler marks such constructors as obsolete, and the baseline leaves those out.
    private static bool HasRequired(Type type) => type.IsDefined(typeof(RequiredMemberAttribute), inherit: true);

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Static(bool isStatic) => isStatic ? "static " : "";
}
