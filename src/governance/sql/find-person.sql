select login, name, password_hash, disabled_at from person where login = $1
