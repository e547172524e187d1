update approval set answered_at = $2, answered_by = $3, answer = $4, reason = $5 where approval_id = $1
