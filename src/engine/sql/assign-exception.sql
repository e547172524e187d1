update exception set assigned_to = $2 where exception_id = $1
