-- Somebody has seen these and sees to them; those that somebody has already, or that are over, stay as they are.
-- Relies on: alert (alert_id).
update alert set acknowledged_at = $3, acknowledged_by = $4, note = $5
where home = $1 and alert_id = any ($2::uuid[]) and acknowledged_at is null and closed_at is null
returning alert_id, plant, sentence
