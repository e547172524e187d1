update session set seen_at = $2 where session_hash = $1
