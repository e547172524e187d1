import { Link } from '@tanstack/react-router'
import type { RulesVersionRow } from '#api'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { rulesStatus } from '../../words/status.ts'
import look from './history.module.css'

/** Every version there was, and every one that was wished for: who, when, why. */
export const History = ({ versions }: { versions: readonly RulesVersionRow[] }) => (
  <Sheet title="Proposals and history" aside="Newest first" flush>
    <table className={`${ledger.ledger} ${look.history}`}>
      <caption className="unseen">Versions of the rules</caption>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">State</th>
          <th scope="col">Proposed</th>
          <th scope="col">Answered</th>
          <th scope="col">Holds from</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((row) => (
          <tr key={row.version}>
            <th scope="row" className={look.why}>
              <Link to="/rules/$version" params={{ version: String(row.version) }} className={ledger.row} data-row>
                {row.version}: {row.reason}
              </Link>
            </th>
            <td>
              <StatusWord of={rulesStatus[row.state]} />
              {row.waitsForMe ? <span className={look.mine}>waits for your name</span> : null}
            </td>
            <td>
              <span className={look.label}>Proposed by </span>
              {row.proposedBy}, <Moment at={row.proposedAt} />
            </td>
            <td>
              {row.answeredBy && row.answeredAt ? (
                <>
                  <span className={look.label}>Answered by </span>
                  {row.answeredBy}, <Moment at={row.answeredAt} />
                </>
              ) : (
                <span className={look.none}>not yet</span>
              )}
            </td>
            <td>
              {row.effectiveFrom ? (
                <>
                  <span className={look.label}>Holds from </span>
                  <Moment at={row.effectiveFrom} />
                </>
              ) : (
                <span className={look.none}>–</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Sheet>
)
