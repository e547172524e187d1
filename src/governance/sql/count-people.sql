select count(*)::int as people from person
