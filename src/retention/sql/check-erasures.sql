-- Acts whose digest is not the one that the rows they erased give today. Facts and bytes are gone with their text, so of
-- workings and records only the number can be counted again.
-- Relies on: message, seen, wire_record, run.
select e.erasure_id, e.plant, e.content, e.items,
  case e.content when 'events' then event.items when 'records' then record.items else working.items end as found,
  case e.content when 'events' then event.digest = e.digest when 'records' then record.digest = e.digest else true end
    as is_same
from erasure e
left join lateral (
  select count(*)::int as items, encode(sha256(string_agg(
    m.message_id || ' ' || encode(seen.payload_hash, 'hex'), e'\n' order by m.message_id
  )::bytea), 'hex') as digest
  from message m join seen on seen.id = m.id and seen.source = m.source
  where m.erasure = e.erasure_id and m.event is null
) as event on e.content = 'events'
left join lateral (
  select count(*)::int as items, encode(sha256(string_agg(w.sha256, e'\n' order by w.sha256)::bytea), 'hex') as digest
  from wire_record w where w.erasure = e.erasure_id and w.bytes is null
) as record on e.content = 'records'
left join lateral (
  select count(distinct r.message_id)::int as items from run r where r.erasure = e.erasure_id and r.facts is null
) as working on e.content = 'workings'
where e.home = $1
