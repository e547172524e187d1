-- This process ends as it was asked to.
-- Relies on: hub_process (process).
update hub_process set left_at = $2, seen_at = $2 where process = $1
