-- Takes conflict keys of one system that have something to send and no living owner; each taking moves the fence.
-- Only as many as fill a call, when a handful of each goes along (handfulIn). All that are taken are as urgent as the
-- first: what is urgent rides in no call that takes long for the bulk in it.
-- Relies on: conflict_ready; intent_open.
with first as (
  select urgency from conflict
  where system = $2
    and ready_at <= clock_timestamp()
    and urgency = any ($3::smallint[])
    and (lease_until is null or lease_until < clock_timestamp())
    and home = $6
  order by urgency, ready_at
  limit 1
  for update skip locked
),
chosen as (
  select conflict_id, ready_at from conflict
  where system = $2
    and ready_at <= clock_timestamp()
    and urgency = (select urgency from first)
    and (lease_until is null or lease_until < clock_timestamp())
    and home = $6
  order by ready_at
  limit $4
  for update skip locked
),
filling as (
  select conflict_id, sum(effects) over (order by ready_at, conflict_id) - effects as effects_before
  from chosen
  cross join lateral (
    select count(*) as effects from (
      select from intent
      where intent.conflict_id = chosen.conflict_id and state in ('planned', 'sent', 'in-doubt')
      limit $7
    ) as handful
  ) as along
)
update conflict set
  owner = $1,
  epoch = epoch + 1,
  lease_until = clock_timestamp() + $5 * interval '1 millisecond'
from filling
where conflict.conflict_id = filling.conflict_id and effects_before < $4
returning conflict.conflict_id, conflict.epoch, conflict.urgency
