delete from maintenance_plan where home = $1 and plant = $2 and plan = $3
