namespace Forecasting.Jobs.Demo;

/// <summary>The lines of products of the sample company, with the season and level of their demand.</summary>
internal static class DemoRanges
{
    private static readonly int[] Even = [95, 95, 100, 100, 100, 100, 95, 90, 105, 105, 105, 110];
    private static readonly int[] Decorating = [70, 80, 120, 140, 135, 115, 100, 85, 105, 105, 80, 65];
    private static readonly int[] Garden = [20, 40, 130, 220, 230, 170, 110, 80, 80, 60, 35, 25];
    private static readonly int[] Summer = [15, 20, 45, 110, 210, 250, 240, 170, 70, 30, 20, 20];
    private static readonly int[] Winter = [210, 170, 90, 45, 25, 20, 20, 30, 80, 150, 180, 180];
    private static readonly int[] Gifts = [70, 70, 80, 85, 95, 110, 80, 75, 85, 100, 170, 180];
    private static readonly int[] DarkMonths = [130, 110, 90, 80, 70, 65, 65, 75, 100, 120, 145, 150];
    private static readonly int[] Christmas = [15, 5, 5, 5, 5, 5, 5, 10, 40, 130, 420, 555];

    /// <summary>Every line, by category.</summary>
    public static readonly DemoRange[] All =
    [
        new("Paint", "Wall paint", "Wall paint matt white", "S02", Decorating, 6.40m, 1.6, 2, "1 l|2.5 l|5 l|10 l") { ShelfLifeDays = 720 },
        new("Paint", "Wall paint", "Wall paint 2.5 l", "S02", Decorating, 11.20m, 0.9, 2, "sand|stone grey|sky blue|sage") { ShelfLifeDays = 720 },
        new("Paint", "Wood care", "Wood varnish satin", "S02", Decorating, 7.10m, 0.8, 6, "375 ml|750 ml|2.5 l") { ShelfLifeDays = 720 },
        new("Paint", "Painting tools", "Masking tape", "S02", Decorating, 0.90m, 4.5, 12, "19 mm|25 mm|38 mm"),
        new("Paint", "Painting tools", "Paint roller", "S02", Decorating, 2.30m, 2.2, 10, "10 cm|18 cm|25 cm"),
        new("Paint", "Painting tools", "Flat brush", "S02", Decorating, 1.10m, 2.8, 12, "25 mm|50 mm|75 mm"),

        new("Hand tools", "Striking tools", "Claw hammer", "S01", Gifts, 6.80m, 0.6, 6, "300 g|450 g|600 g"),
        new("Hand tools", "Screwdrivers", "Screwdriver slotted", "S01", Even, 1.60m, 1.4, 10, "3 mm|4 mm|5.5 mm|8 mm"),
        new("Hand tools", "Screwdrivers", "Screwdriver cross", "S01", Even, 1.70m, 1.7, 10, "PH0|PH1|PH2|PH3"),
        new("Hand tools", "Pliers", "Combination pliers", "S01", Gifts, 5.90m, 0.7, 6, "160 mm|180 mm|200 mm"),
        new("Hand tools", "Measuring", "Spirit level", "S01", Even, 8.40m, 0.4, 4, "40 cm|60 cm|100 cm"),
        new("Hand tools", "Measuring", "Tape measure", "S01", Even, 2.20m, 2.1, 12, "3 m|5 m|8 m"),
        new("Hand tools", "Cutting", "Hand saw", "S01", Garden, 7.30m, 0.5, 5, "400 mm|500 mm"),
        new("Hand tools", "Cutting", "Utility knife", "S01", Even, 1.90m, 2.4, 12, "9 mm|18 mm"),

        new("Power tools", "Drilling", "Cordless drill", "S06", Gifts, 42m, 0.35, 2, "12 V|18 V|18 V set"),
        new("Power tools", "Sawing", "Jigsaw", "S06", Gifts, 31m, 0.22, 2, "500 W|750 W"),
        new("Power tools", "Grinding", "Angle grinder", "S06", Even, 27m, 0.3, 2, "115 mm|125 mm"),
        new("Power tools", "Grinding", "Orbital sander", "S06", Decorating, 29m, 0.22, 2, "200 W|300 W"),
        new("Power tools", "Accessories", "Drill bit set", "S06", Gifts, 4.20m, 1.3, 10, "wood|metal|stone|mixed"),
        new("Power tools", "Accessories", "Circular saw blade", "S06", Even, 6.10m, 0.5, 5, "160 mm|190 mm|216 mm"),

        new("Fasteners", "Screws", "Wood screws box", "S03", Even, 1.40m, 6.5, 20, "3x20|3.5x30|4x40|4x50|5x60|6x80"),
        new("Fasteners", "Screws", "Machine screws box", "S03", Even, 1.30m, 2.8, 20, "M3|M4|M5|M6|M8"),
        new("Fasteners", "Plugs", "Wall plugs box", "S03", Even, 1.10m, 5.2, 20, "5 mm|6 mm|8 mm|10 mm"),
        new("Fasteners", "Nails", "Wire nails loose", "S03", Decorating, 1.90m, 3.2, 5, "30 mm|50 mm|70 mm|100 mm") { Unit = "kg" },
        new("Fasteners", "Hooks", "Picture hooks", "S03", Even, 0.70m, 2.6, 24, "small|medium|large"),

        new("Garden", "Lawn", "Lawn seed", "S04", Garden, 4.90m, 1.2, 8, "0.5 kg|1 kg|2.5 kg") { ShelfLifeDays = 540 },
        new("Garden", "Soil", "Potting soil", "S04", Garden, 2.10m, 3.6, 10, "10 l|20 l|40 l") { ShelfLifeDays = 365 },
        new("Garden", "Watering", "Garden hose", "S04", Summer, 9.80m, 0.7, 4, "15 m|25 m|50 m"),
        new("Garden", "Watering", "Watering can", "S04", Garden, 3.40m, 0.8, 6, "5 l|10 l"),
        new("Garden", "Cutting", "Pruning shears", "S04", Garden, 7.70m, 0.6, 6, "bypass|anvil"),
        new("Garden", "Lawn", "Lawn fertiliser", "S04", Garden, 5.20m, 0.9, 6, "2.5 kg|5 kg") { ShelfLifeDays = 720 },
        new("Garden", "Pots", "Plant pot terracotta", "S04", Garden, 1.20m, 2.4, 12, "12 cm|16 cm|20 cm|26 cm|32 cm"),
        new("Garden", "Lawn", "Leaf rake", "S04", [30, 30, 90, 110, 70, 40, 30, 40, 130, 280, 260, 90], 6.20m, 0.6, 5, "plastic|steel"),

        new("Outdoor", "Barbecue", "Barbecue charcoal", "S04", Summer, 2.80m, 2.6, 8, "2.5 kg|5 kg"),
        new("Outdoor", "Furniture", "Parasol", "S06", Summer, 22m, 0.35, 2, "2 m|3 m"),
        new("Outdoor", "Furniture", "Garden chair", "S06", Summer, 14m, 0.6, 4, "white|anthracite"),
        new("Outdoor", "Insects", "Citronella candle", "S04", Summer, 1.30m, 1.9, 12, "small|large"),
        new("Outdoor", "Insects", "Insect screen", "S04", Summer, 3.90m, 1.1, 6, "100x100|130x150"),

        new("Heating", "Heaters", "Fan heater", "S05", Winter, 13m, 0.5, 4, "1000 W|2000 W"),
        new("Heating", "Insulation", "Draught strip", "S07", Winter, 1.60m, 1.8, 12, "6 m|10 m|25 m"),
        new("Heating", "Snow and ice", "Ice scraper", "S07", [310, 250, 90, 10, 5, 5, 5, 5, 15, 75, 180, 250], 0.90m, 1.5, 24, "plain|brush"),
        new("Heating", "Snow and ice", "Road salt", "S07", [300, 270, 100, 10, 5, 5, 5, 5, 10, 60, 170, 260], 2.40m, 1.3, 10, "5 kg|10 kg"),

        new("Lighting", "Bulbs", "LED bulb E27", "S05", DarkMonths, 1.20m, 3.8, 10, "470 lm|806 lm|1055 lm|1521 lm|dimmable|globe"),
        new("Lighting", "Strips", "LED strip", "S05", DarkMonths, 6.60m, 0.6, 5, "2 m|5 m"),
        new("Lighting", "Torches", "Torch", "S05", DarkMonths, 3.80m, 0.8, 8, "pocket|head|work light"),
        new("Lighting", "Decoration", "String lights", "S05", Christmas, 4.40m, 0.9, 12, "40 LED|80 LED|160 LED"),
        new("Lighting", "Leads", "Extension lead", "S05", Even, 3.10m, 1.6, 10, "1.5 m|3 m|5 m"),

        new("Plumbing", "Fittings", "Brass elbow", "S08", Even, 1.80m, 0.9, 10, "1/2|3/4|3/8|1-1/4") { VariantIsCode = true },
        new("Plumbing", "Seals", "Tap washers", "S08", Even, 0.40m, 1.8, 50, "12 mm|15 mm|19 mm"),
        new("Plumbing", "Hoses", "Flexible hose", "S08", Even, 2.60m, 0.9, 10, "30 cm|50 cm|80 cm"),
        new("Plumbing", "Seals", "Thread tape", "S08", Even, 0.30m, 3.1, 50, "12 m"),
        new("Plumbing", "Bathroom", "Siphon", "S08", Even, 3.30m, 0.6, 6, "basin|sink"),
        new("Plumbing", "Bathroom", "Shower head", "S06", Even, 5.80m, 0.5, 6, "fixed|hand"),

        new("Household", "Cleaning", "All-purpose cleaner", "S07", Even, 1.30m, 4.4, 12, "0.75 l|1 l|5 l") { ShelfLifeDays = 540 },
        new("Household", "Cleaning", "Washing-up liquid", "S07", Even, 0.90m, 5.5, 12, "0.5 l|1 l") { ShelfLifeDays = 540 },
        new("Household", "Bags", "Bin bags", "S07", Even, 1.10m, 6.0, 20, "20 l|35 l|60 l|120 l"),
        new("Household", "Cleaning", "Sponges", "S07", Even, 0.60m, 5.1, 24, "3 pieces|10 pieces"),
        new("Household", "Batteries", "Batteries alkaline", "S07", Gifts, 1.80m, 5.6, 20, "AA 4|AAA 4|C 2|9 V 1") { ShelfLifeDays = 1460 },
        new("Household", "Cleaning", "Microfibre cloth", "S07", Even, 0.80m, 2.9, 20, "single|5 pieces"),
        new("Household", "Storage", "Storage box", "S07", [150, 110, 95, 95, 90, 90, 80, 110, 110, 95, 90, 85], 3.20m, 1.5, 5, "5 l|15 l|30 l|50 l"),

        new("Spare parts", "Carbon brushes", "Carbon brushes pair", "S08", Even, 2.10m, 0.10, 5, "5x8|6x9|6x11|7x12|8x14"),
        new("Spare parts", "Chuck keys", "Chuck key", "S08", Even, 1.70m, 0.06, 5, "10 mm|13 mm"),
        new("Spare parts", "Mower blades", "Mower blade", "S08", Garden, 8.90m, 0.09, 1, "33 cm|37 cm|42 cm|46 cm"),
        new("Spare parts", "Drive belts", "Drive belt", "S08", Even, 5.40m, 0.05, 1, "A-480|A-560|B-610|B-720"),
        new("Spare parts", "Carburettor kits", "Carburettor kit", "S08", Garden, 11.60m, 0.04, 1, "25 cc|45 cc"),
        new("Spare parts", "Seal kits", "Seal kit pump", "S08", Even, 4.80m, 0.05, 1, "2E4|3E5|7E10") { VariantIsCode = true },
        new("Spare parts", "Trigger switches", "Trigger switch", "S08", Even, 9.20m, 0.05, 1, "T1|T2|T3|T4"),
    ];
}
