-- Questions to a person, with exactly what is shown and what a yes will do.
insert into approval (
  approval_id, plant, home, message_id, lane_id, flow, role, question, shown, shown_hash, yes, asked_at, expires_at
)
select approval_id, plant, $1, message_id, lane_id, flow, role, question, shown, shown_hash, yes, asked_at, expires_at
from unnest(
  $2::uuid[], $3::text[], $4::uuid[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::json[], $10::text[],
  $11::json[], $12::timestamptz[], $13::timestamptz[]
) as row (
  approval_id, plant, message_id, lane_id, flow, role, question, shown, shown_hash, yes, asked_at, expires_at
)
