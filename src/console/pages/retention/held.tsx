import { Button } from '@mantine/core'
import { useState } from 'react'
import type { HoldView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import { Nothing } from '../../parts/conditions.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { counted } from '../../words/names.ts'
import { PlaceHold } from './place-hold.tsx'
import { ReleaseHold } from './release-hold.tsx'
import look from './retention.module.css'
import { aboutText } from './words.ts'

/** What must not go, whatever the rules say. */
export function Held({ holds, mayPlace }: { holds: readonly HoldView[]; mayPlace: readonly string[] }) {
  const [placing, setPlacing] = useState(false)
  const [releasing, setReleasing] = useState<HoldView>()
  const now = holds.filter(({ released }) => released === null)
  const before = holds.filter(({ released }) => released !== null)
  return (
    <>
      <Sheet
        title="Held"
        aside={
          mayPlace.length > 0 ? (
            <Button size="compact-sm" onClick={() => setPlacing(true)}>
              New hold…
            </Button>
          ) : null
        }
        flush
      >
        {now.length === 0 ? (
          <Nothing title="Nothing is held">Contents go when their rule says so, and not before.</Nothing>
        ) : (
          <Holds holds={now} caption="Holds" onRelease={setReleasing} />
        )}
        {before.length > 0 ? (
          <div className={look.before}>
            <Disclosure name={`${counted(before.length, 'hold')} released`}>
              <Holds holds={before} caption="Holds that were released" />
            </Disclosure>
          </div>
        ) : null}
      </Sheet>
      {placing ? <PlaceHold plants={mayPlace} onClose={() => setPlacing(false)} /> : null}
      {releasing ? <ReleaseHold hold={releasing} onClose={() => setReleasing(undefined)} /> : null}
    </>
  )
}

function Holds({
  holds,
  caption,
  onRelease,
}: {
  holds: readonly HoldView[]
  caption: string
  onRelease?: (hold: HoldView) => void
}) {
  const plantName = usePlantName()
  return (
    <table className={ledger.ledger}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Why</th>
          <th scope="col">Placed</th>
          <th scope="col">{onRelease ? <span className="unseen">What to do</span> : 'Released'}</th>
        </tr>
      </thead>
      <tbody>
        {holds.map((hold) => (
          <tr key={hold.holdId}>
            <th scope="row" className={look.name}>
              {aboutText(hold.about)}
              <span>{plantName(hold.plant)}</span>
            </th>
            <td>“{hold.reason}”</td>
            <td>
              by {hold.placedBy}, <Moment at={hold.placedAt} plant={hold.plant} />
            </td>
            <td className={onRelease ? ledger.right : undefined}>
              {onRelease && hold.mayRelease ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => onRelease(hold)}
                  aria-label={`Release: ${aboutText(hold.about)}, ${plantName(hold.plant)}`}
                >
                  Release…
                </Button>
              ) : null}
              {hold.released ? (
                <>
                  by {hold.released.by}, <Moment at={hold.released.at} plant={hold.plant} />: “{hold.released.reason}”
                </>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
