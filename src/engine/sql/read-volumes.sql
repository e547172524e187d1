-- Where the last volume of each kind ends, and how many messages a day came since the last but one of those begun
-- began, by what the planner knows.
-- Relies on: message (message_id).
select
  kind,
  max(ends_at) as "endsAt",
  (
    select
      coalesce(sum(greatest(reltuples, 0)), 0)
        / greatest(1, extract(epoch from $1::timestamptz - greatest(min(begins_at), first.at)) / 86400)
    from (
      select v.begins_at, c.reltuples from journal_volume v join pg_class c on c.oid = to_regclass(v.table_name)
      where v.kind = 'message' and v.begins_at <= $1
      order by v.begins_at desc
      limit 2
    ) as late
  )::float8 as "messagesADay"
from journal_volume
cross join (
  select coalesce((select time_of_id(message_id) from message order by message_id limit 1), $1) as at
) as first
group by kind, first.at
order by kind
