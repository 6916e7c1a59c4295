using Portal.Domain.CallCenter.Understanding.Intents;

namespace Portal.Domain.CallCenter.Safety;

/// <summary>A linear model's weights by place, a signed byte each: as many steps as it says. Those that are missing weigh nothing.</summary>
sealed class AlarmWeights
{
    readonly sbyte[] steps = new sbyte[AlarmFeatures.Size];
    int filled;
    float bias, step;

    public void Begin(float bias, float step) => (this.bias, this.step, filled) = (bias, step, 0);

    /// <summary>The next weights, in base64.</summary>
    public void Add(string line)
    {
        foreach (var value in Convert.FromBase64String(line))
            steps[filled++] = (sbyte)value;
    }

    public float Sum(ReadOnlySpan<Feature> features)
    {
        var sum = 0f;
        foreach (var (place, weight) in features)
            sum += steps[place] * weight;
        return bias + sum * step;
    }
}
