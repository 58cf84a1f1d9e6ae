namespace Forecasting.Storage.Files;

/// <summary>The names that shops and ERP systems give to what several feeds speak of, parted by blanks, most telling first.</summary>
/// <remarks>
/// The aliases come from the usual exports of Shopify, WooCommerce, Odoo, Dynamics 365 and SAP, from forecasting benchmarks, and from what
/// people write in German, Italian, French and Spanish; with accents and, where they are often left out, without.
/// </remarks>
internal static class SystemNames
{
    /// <summary>A product.</summary>
    public const string Sku =
        "item productcode itemcode itemnumber stockcode article articlenumber articlecode material matnr itemid productid product "
        + "defaultcode productiddefaultcode lineitemsku variantsku orderlineproductiddefaultcode internalreference itemno productnumber "
        + "partnumber partno materialnumber uniqueid seriesid artikel artikelnummer artikelnr artnr materialnummer produktnummer produkt "
        + "articolo codicearticolo codarticolo codearticle refarticle référence reference artículo articulo codigoarticulo códigoartículo "
        + "códigoarticulo referencia producto codice";

    /// <summary>A place that holds stock.</summary>
    public const string Location =
        "store storeid warehouse warehouseid site plant werks inventsiteid inventlocationid shop branch locationid locationname storecode "
        + "warehousecode warehousename depot storenumber locationcode shippingwarehouseid receivingwarehouseid inventorywarehouseid "
        + "shippingsiteid inventorysiteid filiale werk standort lager lagerort negozio magazzino deposito magasin entrepôt entrepot dépôt "
        + "tienda almacén almacen sucursal";

    /// <summary>Who is ordered from.</summary>
    public const string Supplier = "vendor supplierid vendorid suppliercode vendorcode vendornumber lifnr vendaccount partnerid vendorno "
        + "buyfromvendorno buyfromvendornumber ordervendoraccountnumber lieferant lieferantennummer kreditor fornitore codicefornitore "
        + "fournisseur proveedor";

    /// <summary>Numbers of a planned product that are 0 or more: our name, a colon, and names parted by commas.</summary>
    public const string PlanningNumbers =
        "unit_cost:cost,standardcost,purchaseprice,costprice,standardprice,costperitem,verpr,stprs,einstandspreis,einkaufspreis,ekpreis,"
        + "costo,costounitario,coût,coûtunitaire,coutunitaire,prixachat,coste,costeunitario unit_price:price,listprice,salesprice,"
        + "sellingprice,sellprice,regularprice,saleprice,netpr,variantprice,preis,verkaufspreis,vkpreis,einzelpreis,prezzo,prezzounitario,"
        + "prix,prixunitaire,prixvente,precio,preciounitario moq:minorderqty,minimumorderquantity,minorderquantity,minqty,bstmi,"
        + "mindestlosgröße,mindestbestellmenge,lottominimo,quantitéminimale,cantidadminima,cantidadmínima max_order:maxorderqty,"
        + "maximumorderquantity,maxorderquantity,bstma holding_cost: holding_cost_rate: shortage_cost:stockoutcost lead_time_days:leadtime,"
        + "plifz,leaddays,delay,deliverytimedays,averageleadtime,planlieferzeit,lieferzeit,wiederbeschaffungszeit,délailivraison,"
        + "délaidelivraison,plazoentrega,plazodeentrega review_days:reviewperiod,reviewperioddays min_stock:minimumstock,minstocklevel "
        + "max_stock:maximumstock,maxstocklevel";

    /// <summary>Numbers of a planned product that are more than 0, in the same form.</summary>
    public const string PlanningPositive =
        "pack_size:packqty,packsizeqty,unitsperpack,casepack,caseqty,multipleqty,ordermultiple,bstrf,rundungswert,verpackungseinheit "
        + "layer_quantity:layerqty,unitsperlayer pallet_quantity:palletqty,unitsperpallet shelf_life_days:shelflife";

    /// <summary>A purchase order.</summary>
    public const string PurchaseOrder =
        "order ordernumber orderno po ponumber purchaseorder purchaseorderid purchid ebeln documentno "
        + "purchaseordernumber purchasingdocument einkaufsbeleg bestellnummer bestellung numeroordine ordine numérocommande commande "
        + "pedido numeropedido númeropedido";
}
