-- Locks the conflict keys whose fence has not moved and that were not let go; answers for the others are dropped, their
-- new owner asks again.
select conflict.conflict_id
from conflict
join unnest($1::bigint[], $2::bigint[]) as held (conflict_id, epoch) using (conflict_id, epoch)
where owner is not null
order by plant, system, key
for update of conflict
