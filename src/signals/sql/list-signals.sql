-- What machines of some plants said last, with the rules that have told of them. Relies on: machine_signal, machine_watch.
select
  said.system, said.plant, said.asset, max(said.at) as heard_at,
  json_agg(json_build_object('signal', said.signal, 'value', said.value, 'at', said.at, 'since', said.since)
    order by said.signal) as signals,
  (
    select coalesce(json_agg(json_build_object('rule', w.rule, 'since', coalesce(w.told, w.since), 'told', w.told is not null)
      order by w.rule), '[]')
    from machine_watch w
    where w.home = $1 and w.system = said.system and w.plant = said.plant and w.asset = said.asset
      and (w.told is not null or w.since is not null)
  ) as watches
from machine_signal said
where said.home = $1 and ($2::text[] is null or said.plant = any ($2))
group by said.system, said.plant, said.asset
order by
  exists (
    select from machine_watch w
    where w.home = $1 and w.system = said.system and w.plant = said.plant and w.asset = said.asset and w.told is not null
  ) desc,
  said.plant, said.asset
limit $3
