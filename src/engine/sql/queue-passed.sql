-- What a lane's owner has looked at and not closed goes into the inbox, and answers how far each lane is read with that.
-- That is up to the last message that was judged or put off. When a transition stays open, it holds later ones: then
-- everything goes into the inbox, so that what is not there is always ready to be judged.
-- Run under the lock taken by hold-fence, before anything is said of the messages that are kept.
-- What was handled is gathered by lane first: looked through as a whole for each message, ten thousand took seconds.
-- Relies on: lane (lane_id); message (message_id), message_lane; inbox (message_id), inbox_lane.
with touched as (
  select lane_id, plant, home, stream, key, read_to, tail, unread_from from lane where lane_id = any ($1::bigint[])
),
handled as (
  select lane_id, given.message_id, m.seq, m.nature, is_closed
  from unnest($2::bigint[], $3::uuid[], $4::boolean[]) as given (lane_id, message_id, is_closed)
  cross join lateral (select seq, nature from message m where m.message_id = given.message_id limit 1) as m
),
of_lane as (
  select lane_id, max(seq) as last, array_agg(message_id) as ids,
    coalesce(array_agg(seq) filter (where is_closed), '{}') as closed,
    bool_or(nature = 'transition' and not is_closed) as holds
  from handled group by lane_id
),
reached as (
  select touched.*, coalesce(closed, '{}') as closed,
    case
      when tail > read_to and (
        holds
        or exists (
          select from inbox
          where inbox.lane_id = touched.lane_id and nature = 'transition' and message_id <> all (coalesce(ids, '{}'))
        )
      ) then tail
      else greatest(read_to, last)
    end as now_to
  from touched left join of_lane using (lane_id)
),
queued as (
  insert into inbox (message_id, plant, home, lane_id, seq, nature, urgency, progress, ready_at)
  select passed.message_id, plant, home, lane_id, seq, nature, passed.urgency, 'received', clock_timestamp()
  from reached
  cross join lateral (
    select m.message_id, m.seq, m.nature, m.urgency
    from message m
    where m.stream = reached.stream and m.key = reached.key and m.plant = reached.plant and m.home = reached.home
      and m.seq > reached.read_to and m.seq <= reached.now_to and m.message_id >= reached.unread_from
      and m.seq <> all (reached.closed)
    offset 0
  ) as passed
  on conflict (message_id) do nothing
)
select lane_id, now_to from reached
