using Forecasting.Catalog;

namespace Forecasting.Inventory.BuyingAhead;

/// <summary>What is saved where goods come in full layers and full pallets: nobody counts, picks or stacks them one by one.</summary>
/// <param name="LayerQuantity">Units on a layer, &gt; 0; null = unknown.</param>
/// <param name="PalletQuantity">Units on a pallet, &gt; 0; null = unknown.</param>
/// <param name="LayerSaving">Money for each full layer that is not part of a full pallet, ≥ 0.</param>
/// <param name="PalletSaving">Money for each full pallet, ≥ 0.</param>
public readonly record struct HandlingSaving(decimal? LayerQuantity, decimal? PalletQuantity, decimal LayerSaving, decimal PalletSaving)
{
    /// <summary>Those of an item.</summary>
    /// <param name="terms">Units on its layers and pallets.</param>
    /// <param name="settings">What they save.</param>
    public static HandlingSaving Of(SupplyTerms terms, InventorySettings settings) => new(
        settings.LayerSaving > 0 ? terms.LayerQuantity : null, settings.PalletSaving > 0 ? terms.PalletQuantity : null, settings.LayerSaving, settings.PalletSaving);

    /// <summary>True when nothing is saved by any quantity.</summary>
    public bool IsNone => LayerQuantity is null && PalletQuantity is null;

    /// <summary>Money that an order saves.</summary>
    /// <param name="quantity">Units, ≥ 0.</param>
    public decimal At(decimal quantity)
    {
        var pallets = PalletQuantity is { } onPallet ? Math.Floor(quantity / onPallet) : 0;
        var loose = quantity - pallets * (PalletQuantity ?? 0);
        return pallets * PalletSaving + (LayerQuantity is { } onLayer ? Math.Floor(loose / onLayer) * LayerSaving : 0);
    }

    /// <summary>The next full layer and the next full pallet at or above a quantity, as far as they are whole packs.</summary>
    /// <param name="quantity">Units, ≥ 0.</param>
    /// <param name="pack">Units in a pack, &gt; 0.</param>
    public IEnumerable<decimal> FullFrom(decimal quantity, decimal pack)
    {
        foreach (var full in (decimal?[])[LayerQuantity, PalletQuantity])
        {
            if (full is { } units && OrderSizing.RoundUp(quantity, units) is var next && next % pack == 0)
                yield return next;
        }
    }

    /// <summary>What is full in an order: <c>2 full pallets and 1 full layer</c>.</summary>
    /// <param name="quantity">Units, ≥ 0.</param>
    public string Describe(decimal quantity)
    {
        var pallets = PalletQuantity is { } onPallet ? Math.Floor(quantity / onPallet) : 0;
        var layers = LayerQuantity is { } onLayer ? Math.Floor((quantity - pallets * (PalletQuantity ?? 0)) / onLayer) : 0;
        return string.Join(" and ", new[] { Count(pallets, "pallet"), Count(layers, "layer") }.Where(s => s.Length > 0));
    }

    private static string Count(decimal count, string what) =>
        count == 0 ? "" : FormattableString.Invariant($"{count:0} full {what}{(count == 1 ? "" : "s")}");
}
