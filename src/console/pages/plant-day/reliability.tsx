import type { PlantDay } from '#api'
import ledger from '../../parts/ledger.module.css'
import { durationText } from '../../words/durations.ts'
import { meanText, shareText } from '../../words/plant-day.ts'
import look from './plant-day.module.css'

/** How often each asset fails and how long it takes to have it back, over the last three months. */
export const Reliability = ({ day: { reliability } }: { day: PlantDay }) => (
  <table className={`${ledger.ledger} ${look.table}`}>
    <caption className="unseen">Reliability of assets</caption>
    <thead>
      <tr>
        <th scope="col">Asset</th>
        <th scope="col">Failures</th>
        <th scope="col">
          <abbr title="Mean working time between failures">MTBF</abbr>
        </th>
        <th scope="col">
          <abbr title="Mean time to restore">MTTR</abbr>
        </th>
        <th scope="col">Down</th>
        <th scope="col">Available</th>
      </tr>
    </thead>
    <tbody>
      {reliability.assets.map(
        ({ asset, name, failures, uncoded, betweenFailures, toRestore, downMinutes, availability }) => (
          <tr key={asset}>
            <th scope="row" className={look.asset}>
              {name ?? asset}
              <span>{asset}</span>
            </th>
            <td className={look.number} data-name="Failures">
              {failures}
              {uncoded > 0 ? <span className={look.quietly}>{uncoded} more not coded yet</span> : null}
            </td>
            <td className={look.number} data-name="MTBF">
              {meanText(betweenFailures, 'no failure')}
            </td>
            <td className={look.number} data-name="MTTR">
              {meanText(toRestore, '–')}
            </td>
            <td className={look.number} data-name="Down">
              {durationText(downMinutes * 60)}
            </td>
            <td className={look.number} data-name="Available">
              {shareText(availability)}
            </td>
          </tr>
        ),
      )}
    </tbody>
  </table>
)
