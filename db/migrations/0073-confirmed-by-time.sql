-- What the ledger has confirmed in a time, to be held against its books.
create index intent_confirmed on intent (plant, answered_at, intent_id)
  where state = 'confirmed' and port = 'production-ledger';
