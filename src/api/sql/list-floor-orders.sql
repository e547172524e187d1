-- The orders that may be worked on at certain work centres, earliest first, with what tells whether an operation is over.
-- Relies on: case_file_workable; lane (home, plant, stream, key); intent_lane.
select
  file.key, file.state, file.data,
  coalesce(
    (
      select json_agg(json_build_object(
        'effectKey', effect_key, 'operation', operation, 'state', intent.state, 'body', body
      ) order by seq)
      from intent where intent.lane_id = lane.lane_id and operation in ('completeOperation', 'reverseCompletion')
    ),
    '[]'
  ) as effects
from case_file file
left join lane
  on lane.home = file.home and lane.plant = file.plant and lane.stream = file.kind and lane.key = file.key
where file.home = $1
  and file.plant = $2
  and file.kind = 'production-order'
  and file.state in ('released', 'started', 'completed')
  and exists (
    select from json_array_elements(file.data -> 'order' -> 'operations') as at
    where at ->> 'workCenter' = any ($3::text[])
  )
order by coalesce(file.data -> 'order' ->> 'plannedStart', file.data -> 'order' ->> 'plannedEnd') nulls last, file.key
limit $4
