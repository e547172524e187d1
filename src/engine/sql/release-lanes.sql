-- Lets lanes go, read so far. A lane is ready again when its first transition or any of its movements is. What is not in
-- the inbox is ready: a transition only comes there when none before it is open (queue-passed.sql).
-- Run after everything else of the transaction, under the lock taken by hold-fence, so it sees all there is.
-- A lane's urgency is that of the most urgent message it may have; only a critical one has to look what is left of that.
-- One that is judged alone, because its owners died, stays so until nothing in it is ready.
-- Relies on: inbox_lane; message_lane.
update lane set
  owner = null,
  deaths = case
    when lane.deaths > 1
      and least(coming.ready_at, case when fresh.urgency is not null then clock_timestamp() end) <= clock_timestamp()
    then 2
    else 0
  end,
  suspect = null,
  lease_until = null,
  read_to = held.read_to,
  ready_at = least(coming.ready_at, case when fresh.urgency is not null then clock_timestamp() end),
  urgency = coalesce(least(coming.urgency, fresh.urgency), lane.urgency)
from unnest($1::bigint[], $2::bigint[]) as held (lane_id, read_to)
join lane as mine using (lane_id)
cross join lateral (
  select min(inbox.ready_at) as ready_at, min(inbox.urgency) as urgency
  from inbox
  where inbox.lane_id = held.lane_id
    and (
      nature = 'movement'
      or seq = (select min(seq) from inbox as first where first.lane_id = held.lane_id and nature = 'transition')
    )
) as coming
left join lateral (
  select min(urgency) as urgency from (
    select m.urgency from message m
    where m.stream = mine.stream and m.key = mine.key and m.plant = mine.plant and m.home = mine.home
      and m.seq > held.read_to and m.message_id >= mine.unread_from
      and not exists (select from inbox where inbox.message_id = m.message_id)
    limit case mine.urgency when 1 then 1 end
  ) as left_over
) as fresh on mine.tail > held.read_to
where lane.lane_id = held.lane_id
returning lane.ready_at <= clock_timestamp() as is_ready
