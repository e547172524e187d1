update person set disabled_at = $2 where login = $1
