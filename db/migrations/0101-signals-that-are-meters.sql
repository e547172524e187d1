-- What of a signal was told as the reading of a meter last, and when.
alter table machine_signal
  add column told text,
  add column told_at timestamptz;
