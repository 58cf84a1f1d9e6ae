using ClosedXML.Excel;
using Forecasting.Trust;

namespace Forecasting.Reports.Workbook;

/// <summary>The house colours. Blue and orange stay apart for every kind of colour vision, and in grey.</summary>
internal static class Palette
{
    /// <summary>Titles, headers.</summary>
    public const string Navy = "1F3A5F";

    /// <summary>Forecasts, bars.</summary>
    public const string Blue = "0072B2";

    /// <summary>The spread of a forecast.</summary>
    public const string LightBlue = "8FBBD9";

    /// <summary>What needs attention.</summary>
    public const string Orange = "B84A00";

    /// <summary>Trends.</summary>
    public const string Green = "00795C";

    /// <summary>Seasons, and trends with their seasons.</summary>
    public const string Purple = "A0528D";

    /// <summary>What carries no message: noise.</summary>
    public const string Silver = "9AA5B1";

    /// <summary>Secondary text.</summary>
    public const string Grey = "5B6672";

    /// <summary>History.</summary>
    public const string DarkGrey = "333F48";

    /// <summary>Rules between rows.</summary>
    public const string Rule = "D5DAE1";

    /// <summary>Ground of tiles and bands.</summary>
    public const string Mist = "EFF3F7";

    /// <summary>Ground of a warning.</summary>
    public const string Amber = "FFF1DC";

    /// <summary>Ground of a strong warning.</summary>
    public const string Coral = "FBDDD0";

    /// <summary>Ground of a cell that the planner fills in.</summary>
    public const string Paper = "FFFBE6";

    /// <summary>Ground of a trust grade: from green over blue and amber to red, each darker than the one before, so that grey print tells them
    /// apart.</summary>
    public static string Of(TrustGrade grade) => grade switch
    {
        TrustGrade.A => "DDF0E6",
        TrustGrade.B => "D5E6F2",
        TrustGrade.C => "FFD98F",
        _ => "F0A58C",
    };

    /// <summary>A colour as ClosedXML takes it.</summary>
    public static XLColor Colour(string rgb) => XLColor.FromHtml("#" + rgb);
}
