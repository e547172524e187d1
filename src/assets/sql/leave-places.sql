-- Whoever moves leaves where it was, and whoever is in the place it goes to leaves that. Never before it came.
-- Relies on: asset_place_of_asset, asset_place_of_equipment.
update asset_place p set until = greatest(p.since, moved.since)
from json_to_recordset($3) as moved (asset text, equipment text, since timestamptz)
where p.home = $1 and p.plant = $2 and p.until is null
  and (p.asset = moved.asset or p.equipment = moved.equipment)
