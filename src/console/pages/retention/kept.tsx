import { Link } from '@tanstack/react-router'
import type { Retention } from '#api'
import { useMay, usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { Age } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import look from './retention.module.css'
import { contentNames, lengthText } from './words.ts'

/** The rule of each plant for each kind of content. */
export function Kept({ kept }: { kept: readonly Retention['kept'][number][] }) {
  const plantName = usePlantName()
  const mayRead = useMay('rules.read')
  return (
    <Sheet
      title="Kept"
      aside={
        mayRead ? (
          <Link to="/rules" search={{ part: 'policies' }}>
            Change the rule
          </Link>
        ) : null
      }
      flush
    >
      <table className={ledger.ledger}>
        <caption className="unseen">How long contents are kept</caption>
        <thead>
          <tr>
            <th scope="col">Content</th>
            <th scope="col">Plant</th>
            <th scope="col">Kept for</th>
            <th scope="col">Looked through</th>
          </tr>
        </thead>
        <tbody>
          {kept.map(({ plant, content, keptFor, sweptAt }) => (
            <tr key={`${plant} ${content}`}>
              <th scope="row" className={look.name}>
                {contentNames[content]}
              </th>
              <td>{plantName(plant)}</td>
              <td>{keptFor === null ? 'for ever' : lengthText(keptFor)}</td>
              <td>{sweptAt ? <Ago at={sweptAt} plant={plant} /> : keptFor === null ? 'not needed' : 'not yet'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

const Ago = ({ at, plant }: { at: string; plant: string }) => (
  <>
    <Age since={at} plant={plant} /> ago
  </>
)
