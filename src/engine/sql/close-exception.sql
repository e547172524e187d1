update exception set closed_at = $2, closed_by = $3, resolution = $4, reason = $5 where exception_id = $1
