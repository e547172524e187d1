insert into sign_in_failure (login, at) values ($1, $2)
