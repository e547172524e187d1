import { Link } from '@tanstack/react-router'
import type { Retention } from '#api'
import { useMay, usePlantName } from '../../app/session.tsx'
import { Nothing } from '../../parts/conditions.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { counted, numberText } from '../../words/names.ts'
import look from './retention.module.css'
import { contentNames, lengthText } from './words.ts'

/** What went, by day, and by which version of the rules. */
export function Erased({ erased }: { erased: readonly Retention['erased'][number][] }) {
  const plantName = usePlantName()
  const mayRead = useMay('rules.read')
  return (
    <Sheet title="Erased" flush>
      {erased.length === 0 ? (
        <Nothing title="Nothing was erased yet">
          Only contents go: hashes, verdicts, effects and the audit trail stay for ever.
        </Nothing>
      ) : (
        <table className={ledger.ledger}>
          <caption className="unseen">What was erased</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">From and to</th>
              <th scope="col">Erased</th>
              <th scope="col">By the rule</th>
            </tr>
          </thead>
          <tbody>
            {erased.map((row) => (
              <tr key={`${row.plant} ${row.content} ${row.at} ${row.keptFor}`}>
                <th scope="row" className={look.name}>
                  {contentNames[row.content]}: {numberText(row.items)}
                  <span>{plantName(row.plant)}</span>
                </th>
                <td>
                  <Moment at={row.oldest} plant={row.plant} /> to <Moment at={row.newest} plant={row.plant} />
                </td>
                <td>
                  <Moment at={row.at} plant={row.plant} />, {counted(row.acts, 'proof')}
                </td>
                <td>
                  kept for {lengthText(row.keptFor)},{' '}
                  {mayRead ? (
                    <Link to="/rules/$version" params={{ version: String(row.rules) }}>
                      version {row.rules}
                    </Link>
                  ) : (
                    `version ${row.rules}`
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  )
}
