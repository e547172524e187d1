-- Lanes in which a stopped transition has held others behind it for longer than the plant allows.
-- Relies on: inbox holding unfinished messages only, inbox_lane; message (message_id).
select i.plant, count(distinct i.lane_id)::int as count, min(m.received_at) as since
from inbox i
join message m on m.message_id = i.message_id
join unnest($2::text[], $3::float8[]) as given (plant, patience) on given.plant = i.plant
where i.home = $1 and i.progress = 'stopped' and i.nature = 'transition'
  and m.received_at < $4::timestamptz - given.patience * interval '1 millisecond'
  and exists (select from inbox behind where behind.lane_id = i.lane_id and behind.seq > i.seq)
group by i.plant
