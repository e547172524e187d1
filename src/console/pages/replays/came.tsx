import type { ReplayDetail } from '#api'
import { StatusWord } from '../../parts/status.tsx'
import { numberText } from '../../words/names.ts'
import { foretoldStatus } from '../../words/status.ts'
import look from './replay.module.css'

/** Each outcome as often as it was foretold, beside how often it came. */
export const Came = ({ of }: { of: ReplayDetail['came'] }) => (
  <table className={look.came}>
    <caption className="unseen">Foretold and come</caption>
    <thead>
      <tr>
        <th scope="col">Outcome</th>
        <th scope="col">Foretold</th>
        <th scope="col">Came so far</th>
      </tr>
    </thead>
    <tbody>
      {of.map(({ verdict, code, predicted, actual }) => (
        <tr key={`${verdict} ${code}`}>
          <th scope="row">
            <StatusWord of={foretoldStatus(verdict)} />
            {code ? <code>{code}</code> : null}
          </th>
          <td>{numberText(predicted)}</td>
          <td>{verdict === 'unknown' ? <span className="quiet">–</span> : numberText(actual)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
