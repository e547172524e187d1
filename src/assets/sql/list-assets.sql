-- Assets with the place each fills now.
-- Relies on: asset (home, plant, asset), asset_place_of_asset.
select a.plant, a.asset, a.name, a.class, a.level, a.criticality, a.parent, a.serial, p.equipment, p.since
from asset a
left join asset_place p on p.home = a.home and p.plant = a.plant and p.asset = a.asset and p.until is null
where a.home = $1 and ($2::text[] is null or a.plant = any ($2))
order by a.plant, a.asset
