-- Records of a CMMS that are not understood, each for as long as it is not: somebody was told why.
create table maintenance_unread (
  home text not null,
  system text not null,
  book text not null,
  record text not null,
  -- Whose people were told.
  plant text not null,
  why text not null,
  primary key (home, system, book, record)
);
