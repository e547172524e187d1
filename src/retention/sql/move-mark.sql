-- Relies on: retention_mark (home, plant, content).
update retention_mark set next_from = $4, first_kept = $5, swept_at = $6
where home = $1 and plant = $2 and content = $3
