import type { OrderView } from '#api'
import { AmountBar } from '../../parts/amount-bar.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { amountText } from '../../words/units.ts'
import look from './lists.module.css'

/** What the order needs and what was issued to it. */
export const Components = ({ of }: { of: OrderView['components'] }) =>
  of.length === 0 ? null : (
    <Sheet title="Components" flush>
      <ul className={look.parts}>
        {of.map(({ item, itemName, required, issued }) => (
          <li key={item}>
            <p>
              <strong>{itemName}</strong> <code>{item}</code>
            </p>
            <p className={look.amount}>
              {amountText(issued)} <span className="quiet">of {amountText(required)} issued</span>
            </p>
            <AmountBar ordered={required} received={issued} booked={issued} />
          </li>
        ))}
      </ul>
    </Sheet>
  )

/** What is done at which work center. */
export const Operations = ({ of }: { of: OrderView['operations'] }) =>
  of.length === 0 ? null : (
    <Sheet title="Operations" flush>
      <ul className={look.parts}>
        {of.map(({ operation, name, workCenter, completed, over }) => (
          <li key={operation}>
            <p>
              <strong>
                {operation} {name}
              </strong>{' '}
              <span className="quiet">at {workCenter}</span>
            </p>
            <p className={look.amount}>{amountText(completed)} good</p>
            <p className={look.over}>
              <StatusWord
                size={14}
                of={over ? { word: 'Over', tone: 'ok', shape: 'check' } : { word: 'Open', tone: 'busy', shape: 'half' }}
              />
            </p>
          </li>
        ))}
      </ul>
    </Sheet>
  )
