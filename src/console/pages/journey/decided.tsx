import type { Journey } from '#api'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Value } from '../../parts/facts.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Raw } from '../../parts/raw.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { counted, plain } from '../../words/names.ts'
import { verdictStatus } from '../../words/status.ts'
import { Station } from './station.tsx'
import look from './station.module.css'

type Run = Journey['runs'][number]

/** What was asked, what came back, and what was decided from it: in one sentence. */
export function Decided({
  run,
  plant,
  before,
  last,
}: {
  run: Run
  plant: string
  before: string | undefined
  last: boolean
}) {
  const verdict = verdictStatus(run.verdict)
  return (
    <Station
      of={verdict}
      at={run.decidedAt}
      before={before}
      plant={plant}
      title={
        <>
          Decided: <StatusWord of={verdict} />
          {run.attempt > 1 ? <span className="quiet"> · judged for the {ordinal(run.attempt)} time</span> : null}
        </>
      }
    >
      <p className={look.sentence}>{run.sentence}</p>
      <p className={look.meta}>
        <span>
          by {plain(run.flow)}, version {run.flowVersion}
        </span>
        {run.code ? <code>{run.code}</code> : null}
      </p>
      {run.facts === null ? (
        <p className={look.meta}>The facts it was judged by were erased by the plant’s rule for keeping them.</p>
      ) : run.facts.length > 0 ? (
        <Disclosure
          name={`Read before deciding: ${counted(run.facts.length, 'fact')}`}
          open={last && run.facts.length === 1}
        >
          {run.facts.map((fact) => (
            <Fact key={fact.name} fact={fact} plant={plant} />
          ))}
        </Disclosure>
      ) : (
        <p className={look.meta}>Nothing had to be asked: the hub’s own record of the order was enough.</p>
      )}
    </Station>
  )
}

function Fact({ fact, plant }: { fact: NonNullable<Run['facts']>[number]; plant: string }) {
  const refused = refusalIn(fact.answer)
  return (
    <div className={look.question}>
      <p>
        Asked the {plain(fact.port).toLowerCase()} <Wish of={fact} /> at{' '}
        <Moment at={fact.readAt} plant={plant} shape="exact" />
      </p>
      {refused ? <p>It said no: {refused}</p> : isNone(fact.answer) ? <p>Nothing.</p> : <Answer of={fact.answer} />}
      <Disclosure name="The whole answer">
        <Raw value={fact.answer} name={`Answer to ${fact.name}`} />
      </Disclosure>
    </div>
  )
}

/** The keys under which something may be booked say nothing to anybody. */
function Wish({ of: { operation, argument } }: { of: NonNullable<Run['facts']>[number] }) {
  if (operation === 'remembered') return <strong>whether it stands in the books already</strong>
  return (
    <>
      for the <strong>{plain(operation).toLowerCase()}</strong> <Value of={argument} />
    </>
  )
}

/** The plain lines of an answer; lists and parts are in the whole of it. */
function Answer({ of }: { of: unknown }) {
  if (typeof of !== 'object' || of === null || Array.isArray(of)) return <Value of={of} />
  const plainLines = Object.entries(of).filter(
    ([name, value]) => !Array.isArray(value) && name !== 'link' && name !== 'version',
  )
  return <Value of={Object.fromEntries(plainLines)} />
}

const isNone = (answer: unknown): boolean => Array.isArray(answer) && answer.length === 0

const refusalIn = (answer: unknown): string | undefined =>
  (answer as { refused?: { sentence?: string } } | null)?.refused?.sentence

const ordinal = (n: number): string => ['', 'first', 'second', 'third', 'fourth', 'fifth'][n] ?? `${n}th`
