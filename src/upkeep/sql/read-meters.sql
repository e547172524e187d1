-- Relies on: case_file (home, plant, kind, key).
select plant, data from case_file where home = $1 and plant = any ($2::text[]) and kind = 'asset-meter' order by plant, key
