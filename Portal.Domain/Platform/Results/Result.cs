using System.Diagnostics.CodeAnalysis;

namespace Portal.Domain.Platform.Results;

/// <summary>
/// An expected outcome: the value, or a code saying why not. Exceptions are left for bugs and outages. The domain answers with codes;
/// the page turns a code into a sentence in the reader's language.
/// </summary>
public readonly struct Result<T, TError> where TError : struct, Enum
{
    readonly T? value;
    readonly TError? error;

    Result(T? value, TError? error) => (this.value, this.error) = (value, error);

    [MemberNotNullWhen(true, nameof(value))]
    public bool Succeeded => error is null;

    public T Value => Succeeded ? value : throw new InvalidOperationException($"There is no value: {error}.");

    public TError Error => error ?? throw new InvalidOperationException("There is no error.");

    public bool IsError(TError code) => error is { } e && EqualityComparer<TError>.Default.Equals(e, code);

    public TOut Match<TOut>(Func<T, TOut> succeeded, Func<TError, TOut> failed) => Succeeded ? succeeded(value) : failed(error!.Value);

    public override string ToString() => Succeeded ? $"{value}" : $"{error}";

    public static implicit operator Result<T, TError>(T value) => new(value, null);

    public static implicit operator Result<T, TError>(TError error) => new(default, error);
}

/// <summary>The value of a result that has nothing to say but that it was done.</summary>
public readonly record struct Done
{
    public static Done Now => default;
}
