import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { RulesView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Icon } from '../../parts/icons.tsx'
import { counted } from '../../words/names.ts'
import { keyOf, type Rules } from './cells.ts'
import type { Draft } from './draft.ts'
import look from './draft-bar.module.css'
import { nameOf, saidOf, sideOf } from './say.ts'

const Review = lazy(() => import('./review.tsx').then((module) => ({ default: module.Review })))

/** What was changed and not proposed yet: always in sight, each taken back by a press. */
export function DraftBar({ view, rules, draft }: { view: RulesView; rules: Rules; draft: Draft }) {
  const [reviewing, setReviewing] = useState(false)
  const plantName = usePlantName()
  const { changes, overtaken } = draft
  if (changes.length === 0) return null
  const titleOf = (id: string) => view.systems.find((one) => one.id === id)?.title ?? id
  const discard = () => {
    draft.clear()
    said(`${counted(changes.length, 'change')} discarded.`, () => draft.replace(changes))
  }
  return (
    <section className={look.bar} aria-label="Your draft">
      {draft.basedOn === view.newest ? null : <Meanwhile view={view} overtaken={overtaken.length} />}
      <div className={look.line}>
        <Disclosure name={counted(changes.length, 'change')}>
          <ul className={look.changes}>
            {changes.map((change) => {
              const difference = saidOf(change)
              const name = nameOf(difference)
              return (
                <li key={keyOf(change)}>
                  <span>
                    {name}
                    <span className="quiet"> · {change.plant === '*' ? 'every plant' : plantName(change.plant)}: </span>
                    <span className="nowrap">{sideOf(difference, difference.before, titleOf) ?? 'nothing'} →</span>{' '}
                    <strong className="nowrap">{sideOf(difference, difference.after, titleOf) ?? 'nothing'}</strong>
                  </span>
                  <button type="button" onClick={() => draft.drop(change)} aria-label={`Undo: ${name}`}>
                    <Icon name="undo" size={15} />
                    Undo
                  </button>
                </li>
              )
            })}
          </ul>
        </Disclosure>
        <div className={look.ways}>
          <Button variant="default" onClick={discard}>
            Discard all
          </Button>
          <Button onClick={() => setReviewing(true)}>Review and propose</Button>
        </div>
      </div>
      {reviewing ? (
        <Suspense>
          <Review view={view} rules={rules} draft={draft} titleOf={titleOf} onClose={() => setReviewing(false)} />
        </Suspense>
      ) : null}
    </section>
  )
}

/** Somebody else's version has come: the draft stands on it now, and says where the two meet. */
export function Meanwhile({ view, overtaken }: { view: RulesView; overtaken: number }) {
  const newest = view.versions.find(({ version }) => version === view.newest)
  return (
    <p className={look.meanwhile} role="status">
      Meanwhile version {view.newest} has come, by {newest?.proposedBy ?? 'somebody else'}: your changes are shown
      against it
      {overtaken > 0 ? `, and ${counted(overtaken, 'of them changes', 'of them change')} what it changed too` : ''}.
    </p>
  )
}
