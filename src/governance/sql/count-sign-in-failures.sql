select count(*)::int as failures, max(at) as last from sign_in_failure where login = $1 and at > $2
