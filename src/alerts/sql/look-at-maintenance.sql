-- What every CMMS tells, and by which way, and since when somebody is there to ask it.
-- Relies on: maintenance_rhythm (home, system); hub_process, a row a process.
select
  system, asked_at, told_at, told, longest, hinted_at, unhinted, unhinted_since, most_unhinted, lost, lost_since,
  (select min(started_at) from hub_process where home = $1 and left_at is null and seen_at >= $2) as begun_at
from maintenance_rhythm
where home = $1
order by system
