-- What is done to assets again and again, by the calendar or by a meter; what is due is computed of it and kept nowhere.
create table maintenance_plan (
  home text not null,
  plant text not null,
  plan text not null,
  data json not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, plant, plan)
);
