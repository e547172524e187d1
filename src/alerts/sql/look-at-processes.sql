-- Processes that ended without a word: not heard of for a while, not come again on their host, and not forgotten.
-- Relies on: hub_process, a row a process.
select host, max(seen_at) as since, count(*)::int as count
from hub_process gone
where home = $1 and left_at is null and seen_at < $2 and seen_at >= $3
  and not exists (
    select from hub_process again
    where again.home = $1 and again.host = gone.host and again.started_at > gone.seen_at
  )
group by host
