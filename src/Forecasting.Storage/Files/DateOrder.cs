using System.Text.Json.Serialization;

namespace Forecasting.Storage.Files;

/// <summary>The order of day, month and year in a date whose parts are separated by slashes or dashes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DateOrder>))]
public enum DateOrder
{
    /// <summary>Year, month, day. Always understood, declared or not.</summary>
    Ymd,

    /// <summary>Day, month, year.</summary>
    Dmy,

    /// <summary>Month, day, year.</summary>
    Mdy,
}
