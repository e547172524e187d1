-- Approves, rejects or stops a replay, from the state it must be in.
-- Relies on: replay (replay_id).
update replay set
  state = $3,
  answered_by = coalesce(answered_by, $4),
  answered_at = coalesce(answered_at, $5::timestamptz),
  answer_reason = $6,
  next_at = case $3 when 'running' then $5::timestamptz end,
  finished_at = case $3 when 'running' then null else $5::timestamptz end
where home = $1 and replay_id = $2 and state = any ($7::text[])
returning plant
