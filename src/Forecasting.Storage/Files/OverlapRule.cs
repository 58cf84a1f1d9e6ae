using System.Text.Json.Serialization;

namespace Forecasting.Storage.Files;

/// <summary>What counts where several files of a feed speak of the same SKU, location and day. Newer is the file
/// whose name sorts later.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OverlapRule>))]
public enum OverlapRule
{
    /// <summary>
    /// The newest file that speaks of a key counts: for sales with order numbers the order line (order, SKU, location, day), otherwise SKU,
    /// location and day if no file of sales has two rows of one. Sales without a key add up, and the report says that the files overlap.
    /// </summary>
    Automatic,

    /// <summary>The newest file that speaks of a SKU, location and day counts.</summary>
    Correct,

    /// <summary>All rows add up, but exact repetitions.</summary>
    Add,
}
