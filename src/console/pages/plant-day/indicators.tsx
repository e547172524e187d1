import type { Indicators } from '#api'
import ledger from '../../parts/ledger.module.css'
import { indicatorText, indicatorWords } from '../../words/plant-day.ts'
import look from './plant-day.module.css'

/** Six figures, each with how it is computed and whose work it shows. */
export const IndicatorTable = ({ told, caption }: { told: Indicators; caption: string }) => (
  <table className={`${ledger.ledger} ${look.table}`}>
    <caption className="unseen">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">Indicator</th>
        <th scope="col">Value</th>
        <th scope="col">Computed as</th>
        <th scope="col">Whose work it shows</th>
      </tr>
    </thead>
    <tbody>
      {told.figures.map((figure) => (
        <tr key={figure.indicator}>
          <th scope="row" className={look.asset}>
            {indicatorWords[figure.indicator]}
          </th>
          <td className={look.number}>
            <strong>{indicatorText(figure)}</strong>
          </td>
          <td className="quiet">{figure.formula}</td>
          <td data-name="Shows the work of">{figure.owner}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
