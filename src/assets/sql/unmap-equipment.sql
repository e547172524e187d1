delete from equipment_map where home = $1 and plant = $2 and equipment = $3
