namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that comes later; whoever asks before waits.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class ValueSnapshot<T>
    where T : notnull
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<T> _value = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the value is there.</summary>
    public bool IsValueSet => Source.Task.IsCompletedSuccessfully;

    internal T? ValueOrDefault => Source.Task is { IsCompletedSuccessfully: true } set ? set.Result : default;

    private TaskCompletionSource<T> Source
    {
        get
        {
            lock (_gate) return _value;
        }
    }

    /// <summary>The value; waits until it is there.</summary>
    public Task<T> GetValueAsync(CancellationToken cancellationToken = default) => Source.Task.WaitAsync(cancellationToken);

    /// <summary>Sets the value, or replaces it.</summary>
    public void SetValue(T value) => Settle(source => source.TrySetResult(value));

    /// <summary>Says why there will be no value.</summary>
    public void SetException(Exception exception) => Settle(source => source.TrySetException(exception));

    private void Settle(Func<TaskCompletionSource<T>, bool> settle)
    {
        lock (_gate)
        {
            if (settle(_value)) return;

            var replacement = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            settle(replacement);
            _value = replacement;
        }
    }
}
