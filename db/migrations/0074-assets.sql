-- What stands in the plants: assets by the names their CMMS gives them, the place in the plant each occupies and since
-- when, and which work centre of the ERP such a place is. The ERP has no such link; the hub owns it.
create table asset (
  home text not null,
  plant text not null,
  asset text not null,
  name text not null,
  class text,
  level smallint not null check (level between 6 and 8),
  criticality text not null check (criticality in ('A', 'B', 'C')),
  parent text,
  serial text,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, plant, asset),
  foreign key (home, plant, parent) references asset deferrable initially deferred
);

-- A swapped motor keeps the place and changes the asset: what was in a place when is never forgotten.
create table asset_place (
  home text not null,
  plant text not null,
  asset text not null,
  equipment text not null,
  since timestamptz not null,
  until timestamptz,
  primary key (home, plant, asset, since),
  foreign key (home, plant, asset) references asset
);
create unique index asset_place_of_asset on asset_place (home, plant, asset) where until is null;
create unique index asset_place_of_equipment on asset_place (home, plant, equipment) where until is null;

create table equipment_map (
  home text not null,
  plant text not null,
  equipment text not null,
  work_centre text not null,
  label text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, plant, equipment)
);
