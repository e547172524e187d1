delete from session where session_hash = $1 returning login
