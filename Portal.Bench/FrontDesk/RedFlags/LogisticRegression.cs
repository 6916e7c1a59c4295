using Portal.Domain.CallCenter.Understanding.Intents;

namespace Portal.Bench.FrontDesk.RedFlags;

/// <summary>Two-class logistic regression with L2, learnt to the optimum by L-BFGS: the same weights every time, whatever the order of the examples.</summary>
static class LogisticRegression
{
    const int Memory = 8;

    /// <param name="Weight">How much the example counts.</param>
    public readonly record struct Example(Feature[] Features, bool Positive, double Weight = 1);

    public sealed record Model(float[] Weights, float Bias)
    {
        public float Sum(Feature[] features)
        {
            var sum = Bias;
            foreach (var (place, weight) in features)
                sum += Weights[place] * weight;
            return sum;
        }
    }

    /// <param name="shrink">The weight of half the squared weights, against the sum of the examples' losses.</param>
    public static Model Learn(IReadOnlyList<Example> examples, int size, double shrink, int rounds = 60)
    {
        // only the places that are seen
        var place = new int[size];
        var count = 1;
        foreach (var example in examples)
            foreach (var feature in example.Features)
                if (place[feature.Place] == 0)
                    place[feature.Place] = count++;
        var rows = examples.Select(example => example.Features.Select(feature => (place[feature.Place], feature.Weight)).ToArray()).ToArray();
        var w = new double[count]; // the first is the bias
        var gradient = new double[count];
        var loss = Loss(examples, rows, shrink, w, gradient);
        var (steps, changes) = (new List<double[]>(), new List<double[]>());
        for (var round = 0; round < rounds; round++)
        {
            var direction = Direction(gradient, steps, changes);
            var slope = Dot(direction, gradient);
            var (rate, next, nextGradient, nextLoss) = (round == 0 ? 1 / Math.Sqrt(Dot(gradient, gradient)) : 1.0, new double[count], new double[count], 0.0);
            for (var tries = 0; tries < 30; tries++, rate /= 2)
            {
                for (var i = 0; i < count; i++)
                    next[i] = w[i] + rate * direction[i];
                nextLoss = Loss(examples, rows, shrink, next, nextGradient);
                if (nextLoss <= loss + 1e-4 * rate * slope)
                    break;
            }

            if (nextLoss >= loss - 1e-7 * Math.Abs(loss))
                break;
            steps.Add([.. next.Zip(w, (a, b) => a - b)]);
            changes.Add([.. nextGradient.Zip(gradient, (a, b) => a - b)]);
            if (steps.Count > Memory)
            {
                steps.RemoveAt(0);
                changes.RemoveAt(0);
            }

            (w, gradient, loss) = (next, nextGradient, nextLoss);
        }

        return new([.. place.Select(at => at == 0 ? 0 : (float)w[at])], (float)w[0]);
    }

    static double Loss(IReadOnlyList<Example> examples, (int Place, float Weight)[][] rows, double shrink, double[] w, double[] gradient)
    {
        var loss = 0.0;
        for (var i = 0; i < w.Length; i++)
        {
            gradient[i] = i == 0 ? 0 : shrink * w[i];
            loss += i == 0 ? 0 : shrink * w[i] * w[i] / 2;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var sum = w[0];
            foreach (var (place, weight) in rows[i])
                sum += w[place] * weight;
            var (positive, counts) = (examples[i].Positive, examples[i].Weight);
            var margin = positive ? sum : -sum;
            loss += counts * (margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin);
            var error = counts * (1 / (1 + Math.Exp(-sum)) - (positive ? 1 : 0));
            gradient[0] += error;
            foreach (var (place, weight) in rows[i])
                gradient[place] += error * weight;
        }

        return loss;
    }

    static double[] Direction(double[] gradient, List<double[]> steps, List<double[]> changes)
    {
        var direction = gradient.Select(g => -g).ToArray();
        var alphas = new double[steps.Count];
        for (var k = steps.Count - 1; k >= 0; k--)
        {
            alphas[k] = Dot(steps[k], direction) / Dot(steps[k], changes[k]);
            Add(direction, changes[k], -alphas[k]);
        }

        if (steps.Count > 0)
        {
            var scale = Dot(steps[^1], changes[^1]) / Dot(changes[^1], changes[^1]);
            for (var i = 0; i < direction.Length; i++)
                direction[i] *= scale;
        }

        for (var k = 0; k < steps.Count; k++)
            Add(direction, steps[k], alphas[k] - Dot(changes[k], direction) / Dot(steps[k], changes[k]));
        return direction;
    }

    static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    static void Add(double[] to, double[] what, double times)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] += times * what[i];
    }
}
