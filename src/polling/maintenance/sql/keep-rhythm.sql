-- What came of a look: whether it told something ($4), whether a webhook came before it ($5), how many led nowhere ($6),
-- and whether one led to something ($7). A silence while the hub itself did not ask is nobody's rhythm.
-- Relies on: maintenance_rhythm (home, system).
insert into maintenance_rhythm as known (home, system, asked_at, told_at, told, hinted_at, lost, lost_since)
values (
  $1::text, $2::text, $3::timestamptz,
  case when $4::boolean then $3::timestamptz end, $4::boolean::int, case when $5::boolean then $3::timestamptz end,
  $6::bigint, case when $6::bigint > 0 then $3::timestamptz end
)
on conflict (home, system) do update set
  asked_at = excluded.asked_at,
  longest = case
    when $4::boolean and known.told_at is not null and excluded.asked_at - known.asked_at < interval '10 minutes'
      then greatest(known.longest, (extract(epoch from excluded.asked_at - known.told_at) * 1000)::bigint)
    else known.longest
  end,
  told_at = coalesce(excluded.told_at, known.told_at),
  told = known.told + excluded.told,
  hinted_at = coalesce(excluded.hinted_at, known.hinted_at),
  most_unhinted = case when $5::boolean then greatest(known.most_unhinted, known.unhinted) else known.most_unhinted end,
  unhinted = case when $5::boolean then 0 else known.unhinted + $4::boolean::int end,
  unhinted_since = case
    when $5::boolean then null
    when $4::boolean then coalesce(known.unhinted_since, excluded.asked_at)
    else known.unhinted_since
  end,
  lost = case when $7::boolean then 0 else known.lost end + $6::bigint,
  lost_since = case
    when $6::bigint > 0 then coalesce(case when not $7::boolean then known.lost_since end, excluded.asked_at)
    when $7::boolean then null
    else known.lost_since
  end
