import type { StoreroomCountView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { agreement, priceText } from '../../words/spare-parts.ts'
import { amountText } from '../../words/units.ts'
import look from './parts.module.css'

/** One line for each part of a storeroom that two systems keep count of: what each has, and whose word counts. */
export const CountTable = ({ counts }: { counts: readonly StoreroomCountView[] }) => (
  <table className={`${ledger.ledger} ${look.table}`}>
    <caption className="unseen">What two systems keep count of</caption>
    <thead>
      <tr>
        <th scope="col">Part</th>
        <th scope="col">Both together</th>
        <th scope="col">Counted</th>
        <th scope="col">In Odoo</th>
      </tr>
    </thead>
    <tbody>
      {counts.map((count) => (
        <Line key={`${count.plant} ${count.part} ${count.storeroom}`} count={count} />
      ))}
    </tbody>
  </table>
)

function Line({ count }: { count: StoreroomCountView }) {
  const plantName = usePlantName()
  const { plant, part, name, link, storeroom, by, owner, counted, price, books, booksPrice, differs } = count
  const { countedAt, comparedAt } = count
  return (
    <tr>
      <th scope="row" className={look.name}>
        {name}
        <span>
          {link ? (
            <a href={link} target="_blank" rel="noreferrer">
              {part}
            </a>
          ) : (
            part
          )}
          , {storeroom ?? 'all storerooms'}, {plantName(plant)}
        </span>
      </th>
      <td className={look.state}>
        <StatusWord of={agreement(count)} />
        {differs ? <span className={look.quietly}>{owner} owns what lies there</span> : null}
      </td>
      <td>
        {amountText(counted)}
        {priceText(price)}
        <span className={look.quietly}>
          by {by}, <Moment at={countedAt} plant={plant} />
        </span>
      </td>
      <td>
        {books ? amountText(books) : 'not there'}
        {priceText(booksPrice)}
        <span className={look.quietly}>
          <Moment at={comparedAt} plant={plant} />
        </span>
      </td>
    </tr>
  )
}
