select plant, content, swept_at, first_kept from retention_mark where home = $1 and ($2::text[] is null or plant = any ($2))
