using System.Reflection;
using StackExchange.Redis;

namespace ChaosLab.ServiceDefaults.StandIns.Redis;

/// <summary>An <see cref="IConnectionMultiplexer"/> that passes every call to the connection of the moment.</summary>
internal class RedisMultiplexer : DispatchProxy
{
    private RedisConnection _connection = null!;

    public static IConnectionMultiplexer Over(RedisConnection connection)
    {
        var multiplexer = Create<IConnectionMultiplexer, RedisMultiplexer>();
        ((RedisMultiplexer)(object)multiplexer)._connection = connection;
        return multiplexer;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        // The one call of every request goes without reflection.
        if (targetMethod!.Name == nameof(IConnectionMultiplexer.GetDatabase)) return _connection.Current.GetDatabase((int)args![0]!, args[1]);
        if (targetMethod.Name == nameof(IDisposable.Dispose))
        {
            _connection.Dispose();
            return null;
        }

        return targetMethod.Invoke(_connection.Current, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }
}
