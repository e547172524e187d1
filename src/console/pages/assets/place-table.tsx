import { Button } from '@mantine/core'
import type { AssetList } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { mappedStatus } from '../../words/windows.ts'
import look from './assets.module.css'

type Place = AssetList['equipment'][number]

/** Each place with the work centre it is; those that are none yet come first. */
export function PlaceTable({
  places,
  mayManage,
  onMap,
}: {
  places: readonly Place[]
  mayManage: readonly string[]
  onMap: (place: Place) => void
}) {
  const plantName = usePlantName()
  return (
    <table className={`${ledger.ledger} ${look.places}`}>
      <caption className="unseen">Places in the plants</caption>
      <thead>
        <tr>
          <th scope="col">Place</th>
          <th scope="col">Filled by</th>
          <th scope="col">Work centre in Odoo</th>
          <th scope="col">
            <span className="unseen">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={`${place.plant} ${place.equipment}`}>
            <th scope="row" className={look.name}>
              {place.equipment}
              <span>{plantName(place.plant)}</span>
            </th>
            <td>{place.filledBy ?? <span className="quiet">nothing</span>}</td>
            <td>
              <StatusWord of={mappedStatus(place.workCentre?.name)} />
              {place.workCentre ? (
                <span className={look.since}>
                  by {place.workCentre.by}, <Moment at={place.workCentre.since} plant={place.plant} />
                </span>
              ) : null}
            </td>
            <td className={ledger.right}>
              {mayManage.includes(place.plant) ? (
                <Button
                  size="compact-sm"
                  variant={place.workCentre ? 'default' : 'filled'}
                  onClick={() => onMap(place)}
                  aria-label={`Map: ${place.equipment}, ${plantName(place.plant)}`}
                >
                  Map…
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
