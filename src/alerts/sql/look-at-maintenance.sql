-- What every CMMS tells, and by which way. Relies on: maintenance_rhythm (home, system).
select system, asked_at, told_at, told, longest, hinted_at, unhinted, unhinted_since, most_unhinted, lost, lost_since
from maintenance_rhythm
where home = $1
order by system
