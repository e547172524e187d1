-- Orders of which something was made or found bad in a time, each with all that its operations made, took back or found bad.
-- What Odoo has refused was not so.
-- Relies on: intent_worked; intent_lane; lane (lane_id); case_file (home, plant, kind, key).
select
  file.plant, file.key, file.data -> 'order' as "order",
  (
    select json_agg(json_build_object(
      'effectKey', effect_key, 'operation', operation, 'message', message_id, 'body', body,
      'at', to_char(occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    ) order by seq)
    from intent
    where intent.lane_id = lane.lane_id and state <> 'refused' and operation in (
      'completeOperation', 'reverseCompletion', 'recordScrap', 'reverseScrap', 'completeRework', 'cancelRework'
    )
  ) as effects
from (
  select distinct lane_id from intent
  where home = $1 and plant = any ($2) and operation in ('completeOperation', 'completeRework', 'recordScrap')
    and state <> 'refused' and occurred_at >= $3 and occurred_at < $4
) as worked
join lane using (lane_id)
join case_file file
  on file.home = lane.home and file.plant = lane.plant and file.kind = lane.stream and file.key = lane.key
order by file.plant, file.key
