namespace Forecasting.Statistics;

/// <summary>Orthonormal vectors that grow by the images of their own, and the operator's projection on them.</summary>
internal ref struct KrylovBasis
{
    /// <summary>Vectors whose images are taken together.</summary>
    public const int Block = 2;

    /// <summary>An image that lies in the basis but for this share has only rounding outside.</summary>
    private const double Negligible = 1e-14;

    private readonly int _order;
    private readonly int _capacity;
    private readonly Span<double> _vectors;

    // Row j holds q_iᵀ C q_j for every q_i that was in the basis when C q_j had been taken apart.
    private readonly Span<double> _projection;
    private readonly Span<double> _images;
    private double _norm;
    private SplitMix64 _random;

    /// <summary>An empty basis.</summary>
    /// <param name="work">At least <see cref="WorkLength"/> long.</param>
    /// <param name="order">Length of a vector.</param>
    /// <param name="capacity">Most vectors.</param>
    public KrylovBasis(Span<double> work, int order, int capacity)
    {
        _order = order;
        _capacity = capacity;
        _vectors = work[..(capacity * order)];
        _projection = work.Slice(capacity * order, capacity * capacity);
        _images = work.Slice(capacity * (order + capacity), Block * order);
        _random = new SplitMix64((ulong)order);
        _projection.Clear();
    }

    /// <summary>Vectors in the basis.</summary>
    public int Count { get; private set; }

    /// <summary>Vectors, of the first ones, whose images are known.</summary>
    public int Expanded { get; private set; }

    /// <summary>Numbers of work space.</summary>
    public static int WorkLength(int order, int capacity) => capacity * (order + capacity) + Block * order;

    /// <summary>Adds random vectors.</summary>
    public void AddRandom(int count)
    {
        Span<double> coefficients = new double[_capacity];
        for (var added = 0; added < count && Count < Math.Min(_order, _capacity); added++)
        {
            var vector = _images[.._order];
            foreach (ref var value in vector)
                value = _random.NextUniform() - 0.5;
            Append(vector, Negligible, coefficients);
        }
    }

    /// <summary>Takes the images of the next two vectors and adds what of them lies outside the basis.</summary>
    /// <returns>False when there is no room for that.</returns>
    public bool TryExpand(SymmetricProduct product)
    {
        if (Expanded == Count)
            AddRandom(Block);
        var pair = Math.Min(Block, Count - Expanded);
        if (Count < _order && Count + pair > _capacity)
            return false;

        var first = Vector(Expanded);
        var second = Vector(Expanded + pair - 1);
        product(first, second, _images[.._order], _images.Slice(_order, _order));
        for (var i = 0; i < pair; i++)
        {
            var image = _images.Slice(i * _order, _order);
            _norm = Math.Max(_norm, Math.Sqrt(VectorMath.Dot(image, image)));
            Append(image, Negligible * _norm, _projection.Slice((Expanded + i) * _capacity, _capacity));
        }

        Expanded += pair;
        return true;
    }

    /// <summary>The projection's leading eigenpairs.</summary>
    /// <param name="values">Receives approximations of C's largest eigenvalues; at most <see cref="Expanded"/>.</param>
    /// <param name="weights">Receives, one a row, what each approximate eigenvector has of the expanded vectors.</param>
    /// <returns>The largest residual ‖C u − λ u‖, NaN where a number is not finite.</returns>
    public readonly double Project(Span<double> values, Span<double> weights)
    {
        var size = Expanded;
        var square = new double[size * size];
        for (var j = 0; j < size; j++)
            _projection.Slice(j * _capacity, j + 1).CopyTo(square.AsSpan(j * size));
        if (!LeadingEigenpairs.Decompose(square, size, values, weights, new double[LeadingEigenpairs.WorkLength(size)]))
            return double.NaN;

        var largest = 0.0;
        var outside = new double[Count - size];
        for (var i = 0; i < values.Length; i++)
        {
            Array.Clear(outside);
            for (var j = 0; j < size; j++)
                VectorMath.AddScaled(outside, weights[i * size + j], _projection.Slice(j * _capacity + size, outside.Length));
            largest = Math.Max(largest, Math.Sqrt(VectorMath.Dot(outside, outside)));
        }

        return largest;
    }

    /// <summary>The vectors that <see cref="Project"/> weighed.</summary>
    public readonly void Combine(ReadOnlySpan<double> weights, Span<double> vectors)
    {
        vectors.Clear();
        for (var i = 0; i < weights.Length / Expanded; i++)
            for (var j = 0; j < Expanded; j++)
                VectorMath.AddScaled(vectors.Slice(i * _order, _order), weights[i * Expanded + j], Vector(j));
    }

    /// <summary>Takes the basis out of a vector, twice for the rounding of the first time, and adds the rest where it is no
    /// rounding.</summary>
    private void Append(Span<double> vector, double negligible, Span<double> coefficients)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < Count; i++)
            {
                var part = VectorMath.Dot(vector, Vector(i));
                coefficients[i] += part;
                VectorMath.AddScaled(vector, -part, Vector(i));
            }
        }

        var rest = Math.Sqrt(VectorMath.Dot(vector, vector));
        if (!(rest > negligible) || Count == _order)
            return;
        coefficients[Count] = rest;
        var added = Vector(Count++);
        vector.CopyTo(added);
        VectorMath.Scale(added, 1 / rest);
    }

    private readonly Span<double> Vector(int index) => _vectors.Slice(index * _order, _order);
}
