-- Maintenance orders that are not over or changed lately, those that are not over first; each with the window that is
-- planned for it, the standstill it is about, and its open exceptions.
-- Relies on: case_file (home, plant, kind, key).
with listed as (
  select file.plant, file.key, file.state, file.data, file.changed_at
  from case_file file
  where file.home = $1 and file.kind = 'maintenance-order'
    and ($2::text[] is null or file.plant = any ($2))
    and (file.state not in ('completed', 'closed', 'cancelled') or file.changed_at >= $3)
  order by file.state in ('completed', 'closed', 'cancelled'), file.changed_at desc, file.plant, file.key
  limit 500
), planned as (
  select distinct on (plant, data ->> 'order')
    plant, data ->> 'order' as "order",
    json_build_object('window', key, 'state', state, 'start', data ->> 'start', 'end', data ->> 'end') as told
  from case_file
  where home = $1 and kind = 'maintenance-window' and ($2::text[] is null or plant = any ($2))
    and data ->> 'order' is not null and state not in ('cancelled', 'rejected')
  order by plant, data ->> 'order', changed_at desc, key
)
select
  listed.plant, listed.key as "order", listed.state, listed.data, listed.changed_at,
  planned.told as "window",
  (
    select json_build_object('number', one -> 'number', 'from', one ->> 'from', 'until', one ->> 'until')
    from case_file asset, json_array_elements(asset.data -> 'downtimes') as one
    where asset.home = $1 and asset.plant = listed.plant and asset.kind = 'asset-downtime'
      and asset.key = listed.data -> 'order' ->> 'asset' and asset.data ->> 'form' = '2'
      and one ->> 'order' = listed.key and one -> 'voided' is null
    order by (one ->> 'number')::int desc
    limit 1
  ) as breakdown,
  (
    select count(*)::int from exception e
    where e.closed_at is null and e.plant = listed.plant and e.subject = listed.key and e.home = $1
  ) as open_exceptions
from listed
left join planned on planned.plant = listed.plant and planned."order" = listed.key
order by listed.state in ('completed', 'closed', 'cancelled'), listed.changed_at desc, listed.plant, listed.key
