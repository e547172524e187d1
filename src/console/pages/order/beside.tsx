import type { OrderView } from '#api'
import { AmountBar } from '../../parts/amount-bar.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { amountText } from '../../words/units.ts'
import { figureOf, WhyLink } from '../../parts/why-link.tsx'
import look from './lists.module.css'

/** What came beside the goods. */
export const Byproducts = ({ of, order }: { of: OrderView['byproducts']; order: string }) =>
  of.length === 0 ? null : (
    <Sheet title="By-products" flush>
      <ul className={look.parts}>
        {of.map(({ item, itemName, expected, received, costShare }) => (
          <li key={item}>
            <p>
              <strong>{itemName}</strong> <code>{item}</code>
            </p>
            <p className={look.amount}>
              <WhyLink of={figureOf(order, 'byproduct', { item })}>{amountText(received)}</WhyLink>{' '}
              <span className="quiet">of {amountText(expected)} expected</span>
            </p>
            <AmountBar ordered={expected} received={received} booked={received} />
            <p className={look.explained}>Bears {costShare} % of the cost of the order.</p>
          </li>
        ))}
      </ul>
    </Sheet>
  )

/** Each batch with what went in, what came out and what was lost. */
export const Yields = ({ of }: { of: OrderView['yields'] }) =>
  of.length === 0 ? null : (
    <Sheet title="Batches" flush>
      <ul className={look.parts}>
        {of.map(({ event, batch, input, output, loss, isBalanced }) => (
          <li key={event}>
            <p>
              <strong>{batch}</strong>
            </p>
            <p className={look.over}>
              <StatusWord
                size={14}
                of={
                  isBalanced
                    ? { word: 'Balanced', tone: 'ok', shape: 'check' }
                    : { word: 'Out of balance', tone: 'warn', shape: 'flag' }
                }
              />
            </p>
            <p className={look.explained}>
              {amountText(input)} in, {amountText(output)} out, {amountText(loss)} lost.
            </p>
          </li>
        ))}
      </ul>
    </Sheet>
  )
