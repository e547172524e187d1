-- Whether there is anything of a plant, or about one thing of it.
-- Relies on: lane (home, plant, stream, key).
select from lane
where home = $1 and plant = $2 and ($3::text is null or stream = $3 and key = $4)
limit 1
