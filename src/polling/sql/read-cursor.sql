-- How far a poll has come. Relies on: cursor (home, system, name).
select position from poll_cursor where home = $1 and system = $2 and name = $3
