import type { EffectView } from '#api'
import { Comparison } from '../../parts/comparison.tsx'
import { Copyable } from '../../parts/copy.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Documents } from '../../parts/documents.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Raw } from '../../parts/raw.tsx'
import { StatusWord, toneClass } from '../../parts/status.tsx'
import { effectTitle } from '../../words/effects.ts'
import { counted, systemTitle } from '../../words/names.ts'
import { effectStatus } from '../../words/status.ts'
import { Station } from './station.tsx'
import look from './station.module.css'

/** What was done in the other system: how often it was tried, what stands there now, and where to see it. */
export function Effect({ effect, plant, before }: { effect: EffectView; plant: string; before: string | undefined }) {
  const state = effectStatus[effect.state]
  const at = effect.answeredAt ?? effect.sentAt ?? effect.plannedAt
  return (
    <Station
      of={state}
      at={at}
      before={before}
      plant={plant}
      title={
        <>
          {effectTitle(effect)}: <StatusWord of={state} />
        </>
      }
    >
      <div className={`${look.box} ${toneClass(state.tone)}`}>
        {effect.failure ? (
          <p>
            {effect.failure.sentence} <code>{effect.failure.code}</code>
          </p>
        ) : null}
        {effect.state === 'in-doubt' ? (
          <p>The answer was lost. The hub looks whether it was booked before it does anything again.</p>
        ) : null}
        <Documents of={effect.documents} />
        {effect.before || effect.after ? (
          <Comparison
            before={effect.before ?? {}}
            after={effect.after ?? {}}
            name={`What changed by ${effect.operation}`}
          />
        ) : null}
        <p className={look.meta}>
          <span>{effect.attempts === 0 ? 'not tried yet' : `tried ${counted(effect.attempts, 'time')}`}</span>
          <span>
            planned <Moment at={effect.plannedAt} plant={plant} shape="exact" />
          </span>
          {effect.sentAt ? (
            <span>
              sent <Moment at={effect.sentAt} plant={plant} shape="exact" />
            </span>
          ) : null}
          {effect.answeredAt ? (
            <span>
              answered <Moment at={effect.answeredAt} plant={plant} shape="exact" />
            </span>
          ) : null}
        </p>
        {effect.known ? (
          <p className={look.meta}>An earlier call had booked it already; the repeat found that and changed nothing.</p>
        ) : null}
        <Disclosure name="What was asked for">
          <Raw value={effect.body} name={`What was asked of ${systemTitle(effect.system)}`} />
          <p className={look.meta}>
            Effect key <Copyable text={effect.effectKey} name="effect key" />
          </p>
        </Disclosure>
      </div>
    </Station>
  )
}
