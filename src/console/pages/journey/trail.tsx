import type { Journey } from '#api'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { counted, plain } from '../../words/names.ts'
import look from './around.module.css'

type Row = Journey['trail'][number]

const isHub = ({ actor }: Row): boolean => actor === 'hub' || actor.startsWith('hub:')

/** Who did something about it, from the audit trail: people first, what the hub wrote of itself behind. */
export function Trail({ journey: { trail, message } }: { journey: Journey }) {
  const people = trail.filter((row) => !isHub(row))
  const hub = trail.filter(isHub)
  return (
    <Sheet title="Who did something">
      {people.length === 0 ? <p className="quiet">Nobody had to.</p> : <Rows of={people} plant={message.plant} />}
      {hub.length > 0 ? (
        <Disclosure name={`The hub itself: ${counted(hub.length, 'audit row')}`}>
          <Rows of={hub} plant={message.plant} />
        </Disclosure>
      ) : null}
    </Sheet>
  )
}

const Rows = ({ of, plant }: { of: readonly Row[]; plant: string }) => (
  <ol className={look.trail}>
    {of.map((row, index) => (
      <li key={index}>
        <p>
          {isHub(row) ? plain(row.action) : <strong>{row.actor}</strong>}{' '}
          <span className="quiet">
            <Moment at={row.at} plant={plant} shape="seconds" />
          </span>
        </p>
        <p>{row.sentence || (isHub(row) ? null : plain(row.action))}</p>
      </li>
    ))}
  </ol>
)
