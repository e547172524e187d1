-- The sweep of a plant's contents, if it is due; of several hubs one gets it.
-- Relies on: retention_mark (home, plant, content).
select next_from, first_kept from retention_mark
where home = $1 and plant = $2 and content = $3 and (swept_at is null or swept_at <= $4)
for update skip locked
