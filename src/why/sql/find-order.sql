-- An order by the hub's id, or by its name in Odoo.
-- Relies on: case_file (home, plant, kind, key).
select plant, key, data from case_file
where home = $1 and kind = 'production-order' and (key = $2 or label = $2) and ($3::text is null or plant = $3)
order by key = $2 desc, changed_at desc
limit 1
