-- What is kept of one replan.
-- Relies on: case_file (home, plant, kind, key).
select state, data from case_file where home = $1 and plant = $2 and kind = 'replan' and key = $3
