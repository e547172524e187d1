-- Audit rows, in the transaction of what they tell of; the sealer gives them their position afterwards.
insert into audit (audit_id, plant, home, at, actor, action, subject, reason, before, after, content_hash)
select audit_id, plant, $1, at, actor, action, subject, reason, before, after, content_hash
from unnest(
  $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::json[], $10::json[],
  $11::text[]
) as row (audit_id, plant, at, actor, action, subject, reason, before, after, content_hash)
