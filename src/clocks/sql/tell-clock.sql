update source_clock set told = $5 where home = $1 and plant = $2 and source = $3 and device = $4
