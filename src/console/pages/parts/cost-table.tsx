import type { SparePartsList } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { moneyText } from '../../words/spare-parts.ts'
import look from './parts.module.css'

/** What the parts of its maintenance have cost, by asset. */
export function CostTable({ assets }: { assets: SparePartsList['assets'] }) {
  const plantName = usePlantName()
  return (
    <table className={`${ledger.ledger} ${look.costs}`}>
      <caption className="unseen">Cost of parts by asset</caption>
      <thead>
        <tr>
          <th scope="col">Asset</th>
          <th scope="col">Maintenance orders</th>
          <th scope="col" className={look.money}>
            Parts
          </th>
        </tr>
      </thead>
      <tbody>
        {assets.map(({ plant, asset, name, orders, breakdowns, costs }) => (
          <tr key={`${plant} ${asset}`}>
            <th scope="row" className={look.name}>
              {name ?? asset}
              <span>
                {asset}, {plantName(plant)}
              </span>
            </th>
            <td className={look.orders}>
              {orders}
              {breakdowns > 0 ? `, ${breakdowns} of them for breakdowns` : ''}
            </td>
            <td className={look.money}>
              {costs.length > 0 ? moneyText(costs) : <span className="quiet">nothing yet</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
