-- An effect was answered: messages of its lane that wait (a close for its postings) are judged again at once.
-- Only of lanes that are locked already: one that began to wait a moment ago looks again soon by itself.
-- Relies on: inbox_lane; lane (lane_id).
with woken as (
  update inbox set ready_at = clock_timestamp()
  where lane_id = any ($1::bigint[]) and progress = 'waiting'
  returning lane_id
)
update lane set ready_at = clock_timestamp() where lane_id in (select lane_id from woken)
