-- A shard of the series is read without the others: shard_hash modulo the number of shards is the shard of a SKU-location.
-- Loads made before have 0 everywhere, so that their first shard holds all.
alter table history.load_sku_location add column shard_hash bigint default 0;
