import { agrees, meaningOfRun, type Prediction, type RunRecord, type Rulings } from '#engine'
import { type Database, statementsIn } from '#kernel/sql'
import { bell, loop } from '#kernel/loop'
import { type Clock, seconds } from '#kernel/time'

const sql = statementsIn(import.meta.url)
const claimReplay = sql('claim-replay')
const markTried = sql('mark-tried')
const findHeard = sql('find-heard')
const noteHeard = sql('note-heard')

export interface RunnerParts {
  readonly database: Database
  readonly home: string
  readonly clock: Clock
  readonly rulings: Pick<Rulings, 'settle'>
  readonly wake: () => void
  readonly log: { error(about: object, sentence: string): void }
}

interface Due {
  readonly replay_id: string
  readonly asked_by: string
  readonly reason: string
  readonly place: number | null
  readonly exception_id: string
}

interface Heard {
  readonly replay_id: string
  readonly place: number
  readonly predicted: Prediction
  readonly verdict: RunRecord['verdict']
  readonly code: string | null
  readonly sentence: string
  readonly outcome: RunRecord['outcome']
}

/** Has the messages of replays judged again, at the rate that was agreed on, and compares what happens with the paper. */
export function startReplays(parts: RunnerParts): AsyncDisposable {
  const { clock, log } = parts
  const stop = new AbortController()
  const onError = (error: unknown) => {
    if (!stop.signal.aborted) log.error({ err: error }, 'A replay pauses and goes on shortly')
  }
  const running = loop({ clock, signal: stop.signal, bell: bell(), idle: seconds(1), onError }, async () => {
    await tryNext(parts)
    await compare(parts)
    return { busy: false }
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
    },
  }
}

/** Each is settled by itself: whoever was faster at one of them has settled it, and the others go on. */
async function tryNext({ database, home, rulings, wake, clock }: RunnerParts): Promise<void> {
  const due = (await database.all<Due>(claimReplay, [home])).filter(({ place }) => place !== null)
  const [first] = due
  if (!first) return
  const results: (string | null)[] = []
  for (const { exception_id: exceptionId, asked_by: by, reason } of due) {
    const settled = await rulings.settle({ exceptionId, by, reason: `Replay: ${reason}`, how: 'retried' })
    // Settled already: by somebody else, or by this very replay before it was cut off. What came of it is compared.
    results.push(settled === 'done' || settled === 'ALREADY_DONE' ? null : settled)
  }
  await database.all(markTried, [first.replay_id, due.map(({ place }) => place), clock.now(), results])
  wake()
}

async function compare({ database, home, clock }: RunnerParts): Promise<void> {
  const heard = await database.all<Heard>(findHeard, [home])
  const actual = heard.map(({ verdict, code, sentence, outcome }) =>
    meaningOfRun({ verdict, sentence, outcome, ...(code ? { code } : {}) }),
  )
  await database.all(noteHeard, [
    home,
    heard.map((row) => row.replay_id),
    heard.map(({ place }) => place),
    actual.map((meaning) => JSON.stringify(meaning)),
    heard.map(({ predicted }, at) => !('unknown' in predicted) && agrees(predicted, actual[at]!)),
    clock.now(),
  ])
}
