import type { OrderView } from '#api'
import { AmountBar } from '../../parts/amount-bar.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { amountText, isNothing } from '../../words/units.ts'
import { figureOf, WhyLink } from '../../parts/why-link.tsx'
import look from './lists.module.css'

/** What the order needs, what was issued to it by hand, and what the hub used up with its reports. */
export const Components = ({ of, order }: { of: OrderView['components']; order: string }) =>
  of.length === 0 ? null : (
    <Sheet title="Components" flush>
      <ul className={look.parts}>
        {of.map(({ item, itemName, required, used, issued, usedUp, standIn }) => (
          <li key={item}>
            <p>
              <strong>{itemName}</strong> <code>{item}</code>
            </p>
            <p className={look.amount}>
              <WhyLink of={figureOf(order, 'used', { item })}>{amountText(used)}</WhyLink>{' '}
              <span className="quiet">of {amountText(required)} used</span>
            </p>
            <AmountBar ordered={required} received={used} booked={used} />
            {isNothing(usedUp) ? null : (
              <p className={look.explained}>
                {isNothing(issued)
                  ? 'Used up with the reports; nobody issued it.'
                  : `${amountText(issued)} issued by hand, ${amountText(usedUp)} used up with the reports.`}
              </p>
            )}
            {isNothing(standIn) ? null : (
              <p className={look.explained}>Substitutes stand for {amountText(standIn)} of it.</p>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  )

/** What is done at which work center. */
export const Operations = ({ of, plant, order }: { of: OrderView['operations']; plant: string; order: string }) =>
  of.length === 0 ? null : (
    <Sheet title="Operations" flush>
      <ul className={look.parts}>
        {of.map(({ operation, name, workCenter, completed, over, clock, toRework, ahead }) => (
          <li key={operation}>
            <p>
              <strong>
                {operation} {name}
              </strong>{' '}
              <span className="quiet">at {workCenter}</span>
            </p>
            <p className={look.amount}>
              <WhyLink of={figureOf(order, 'completed', { operation })}>{amountText(completed)} good</WhyLink>
            </p>
            {clock ? (
              <p className={look.explained}>
                {clock.isRunning ? 'Under way since' : 'Stands still since'} <Moment at={clock.since} plant={plant} />
                {clock.reason ? `: ${clock.reason}` : null}
              </p>
            ) : null}
            {isNothing(toRework) ? null : (
              <p className={look.explained}>{amountText(toRework)} wait for rework or are in it.</p>
            )}
            {ahead ? (
              <p className={look.explained}>More than the operation before has reported; its reports clear this.</p>
            ) : null}
            <p className={look.over}>
              <StatusWord
                size={14}
                of={over ? { word: 'Over', tone: 'ok', shape: 'check' } : { word: 'Open', tone: 'busy', shape: 'half' }}
              />
            </p>
            <p className={look.explained}>
              Why{' '}
              {(['time', 'start', 'end', 'state'] as const).map((figure, at) => (
                <span key={figure}>
                  {at > 0 ? ', ' : ''}
                  <WhyLink of={figureOf(order, figure, { operation })}>its {figure}</WhyLink>
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </Sheet>
  )
