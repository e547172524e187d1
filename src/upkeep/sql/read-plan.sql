-- Held until the transaction is over: what is changed is what was seen.
-- Relies on: maintenance_plan (home, plant, plan).
select data from maintenance_plan where home = $1 and plant = $2 and plan = $3 for update
