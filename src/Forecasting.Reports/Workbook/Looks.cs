using ClosedXML.Excel;
using static Forecasting.Reports.Workbook.Palette;

namespace Forecasting.Reports.Workbook;

/// <summary>How cells look. A look says what a cell holds, so each kind of value looks the same on every sheet.</summary>
internal static class Looks
{
    /// <summary>A code or a name: text for ever, even when somebody edits it.</summary>
    public static void Code(IXLStyle style)
    {
        Row(style);
        style.NumberFormat.Format = "@";
        style.Alignment.Horizontal = XLAlignmentHorizontalValues.Left;
        style.Alignment.Indent = 1;
    }

    /// <summary>A code that leads somewhere.</summary>
    public static void CodeLink(IXLStyle style)
    {
        Code(style);
        style.Font.FontColor = Colour(Blue);
        style.Font.Underline = XLFontUnderlineValues.Single;
    }

    /// <summary>Sentences.</summary>
    public static void Prose(IXLStyle style)
    {
        Code(style);
        style.Alignment.WrapText = true;
    }

    /// <summary>A trust grade; <see cref="GradeColours"/> gives it its ground.</summary>
    public static void Grade(IXLStyle style)
    {
        Code(style);
        style.Font.Bold = true;
        style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
        style.Alignment.Indent = 0;
    }

    /// <summary>Text that the planner may fill in: open to edits when somebody protects the sheet.</summary>
    public static void Input(IXLStyle style)
    {
        Code(style);
        style.Fill.BackgroundColor = Colour(Paper);
        style.Protection.Locked = false;
    }

    /// <summary>A day that the planner may fill in.</summary>
    public static void InputDate(IXLStyle style)
    {
        Input(style);
        Date(style);
    }

    /// <summary>A number that the planner may fill in, up to six decimals.</summary>
    public static void InputNumber(IXLStyle style)
    {
        Input(style);
        Numeric(style, "#,##0.######;-#,##0.######;0");
        style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
    }

    /// <summary>A share that the planner may fill in.</summary>
    public static void InputShare(IXLStyle style)
    {
        InputNumber(style);
        style.NumberFormat.Format = "0.0##%";
    }

    /// <summary>What stands behind the scenes: as plain as it comes, and nothing at all where a cell is empty.</summary>
    public static void Unstyled(IXLStyle style)
    {
    }

    /// <summary>Units, up to three decimals.</summary>
    public static void Units(IXLStyle style) => Numeric(style, "#,##0.###;-#,##0.###;0");

    /// <summary>Units, or the words for there being none.</summary>
    public static void UnitsOrWords(IXLStyle style)
    {
        Units(style);
        style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
    }

    /// <summary>Units, one decimal.</summary>
    public static void UnitsRounded(IXLStyle style) => Numeric(style, "#,##0.0");

    /// <summary>Units of the order itself.</summary>
    public static void UnitsTotal(IXLStyle style)
    {
        Units(style);
        style.Font.Bold = true;
        style.Fill.BackgroundColor = Colour(Mist);
    }

    /// <summary>Money.</summary>
    public static void Money(IXLStyle style) => Numeric(style, "#,##0.00");

    /// <summary>Whole numbers.</summary>
    public static void Whole(IXLStyle style) => Numeric(style, "#,##0");

    /// <summary>Shares.</summary>
    public static void Percent(IXLStyle style) => Numeric(style, "0.0%");

    /// <summary>Scores.</summary>
    public static void Score(IXLStyle style) => Numeric(style, "0.000");

    /// <summary>Numbers from 0 to 1.</summary>
    public static void Strength(IXLStyle style) => Numeric(style, "0.00");

    /// <summary>Changes, with their sign.</summary>
    public static void Change(IXLStyle style) => Numeric(style, "+0.00;-0.00;0.00");

    /// <summary>Days of the calendar.</summary>
    public static void Date(IXLStyle style)
    {
        Numeric(style, "yyyy-mm-dd");
        style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
    }

    /// <summary>Headers of columns.</summary>
    public static void Header(IXLStyle style)
    {
        Font(style, 9, "FFFFFF");
        style.Font.Bold = true;
        style.Fill.BackgroundColor = Colour(Navy);
        style.Alignment.WrapText = true;
        style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
        style.Border.LeftBorder = XLBorderStyleValues.Thin;
        style.Border.LeftBorderColor = Colour("FFFFFF");
    }

    /// <summary>Bands over groups of columns.</summary>
    public static void Band(IXLStyle style)
    {
        Header(style);
        style.Font.FontColor = Colour(Navy);
        style.Fill.BackgroundColor = Colour("D9E3EE");
        style.Alignment.WrapText = false;
        style.Alignment.Horizontal = XLAlignmentHorizontalValues.Left; // a wide band is seldom all in sight
        style.Alignment.Indent = 1;
    }

    /// <summary>The title of a sheet.</summary>
    public static void Title(IXLStyle style)
    {
        Font(style, 16, Navy);
        style.Font.Bold = true;
    }

    /// <summary>The line under a title.</summary>
    public static void Subtitle(IXLStyle style) => Font(style, 9, Grey);

    /// <summary>The title of a block.</summary>
    public static void Heading(IXLStyle style)
    {
        Font(style, 11, Navy);
        style.Font.Bold = true;
    }

    /// <summary>A row that heads a group.</summary>
    public static void Group(IXLStyle style)
    {
        Heading(style);
        style.Fill.BackgroundColor = Colour("D9E3EE");
        style.NumberFormat.Format = "@";
    }

    /// <summary>The look of a row of totals.</summary>
    public static Action<IXLStyle> Total(Action<IXLStyle> look) => style =>
    {
        look(style);
        style.Font.Bold = true;
        style.Fill.BackgroundColor = Colour(Mist);
        style.Border.TopBorder = XLBorderStyleValues.Thin;
        style.Border.TopBorderColor = Colour(Grey);
    };

    /// <summary>Size and colour of the text.</summary>
    public static void Font(IXLStyle style, double size, string rgb)
    {
        style.Font.FontSize = size;
        style.Font.FontColor = Colour(rgb);
    }

    private static void Numeric(IXLStyle style, string format)
    {
        Row(style);
        style.NumberFormat.Format = format;
    }

    private static void Row(IXLStyle style)
    {
        style.Font.FontSize = 9;
        style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
        style.Border.BottomBorder = XLBorderStyleValues.Hair;
        style.Border.BottomBorderColor = Colour(Rule);
    }
}
