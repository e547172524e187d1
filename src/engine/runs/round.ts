import { Failure } from '#kernel/failure'
import type { Call, Reading } from '#model/ports/port'
import type { ClaimedMessage } from '../store.ts'
import { BOOKED } from './booked-before.ts'
import { askAll, type RecordedFact } from './facts.ts'
import type { JudgeParts, LaneWork } from './lane-work.ts'

/** The n-th message of every lane: one lane's messages see each other's outcomes, all lanes share the calls for facts. */
export async function judgeRound(
  works: readonly LaneWork[],
  round: number,
  { connections, now }: Pick<JudgeParts, 'connections' | 'now'>,
  call: Call,
): Promise<void> {
  const turn = works.flatMap((lane) => {
    const work = lane.lane.work[round]
    if (!work || !lane.mayJudge(work)) return []
    const questions = lane.questions(work)
    if (!questions) return []
    const asked = Object.entries(questions).filter(([, reading]) => reading !== undefined)
    if (!lane.away || asked.length === 0) return [{ lane, work, asked }]
    lane.defer(work, lane.away)
    return []
  })
  const questions = turn.flatMap(({ work, asked }) =>
    asked.map(([name, reading]) => ({ plant: work.message.plant, name, reading })),
  )
  const answers = questions.length > 0 ? await askAll(questions, connections, call, now) : []

  const doubts: Doubt[] = []
  let next = 0
  for (const { lane, work, asked } of turn) {
    const facts = answers.slice(next, (next += asked.length))
    const failure = facts.find((fact) => fact instanceof Failure)
    if (failure) lane.defer(work, failure)
    else {
      const known = facts as readonly RecordedFact[]
      const reading = lane.judge(work, known, true)
      if (reading) doubts.push({ lane, work, known, reading })
    }
  }
  await settle(doubts, { connections, now }, call)
}

interface Doubt {
  readonly lane: LaneWork
  readonly work: ClaimedMessage
  readonly known: readonly RecordedFact[]
  readonly reading: Reading<unknown>
}

/** What would trouble a person: whether it is booked already is asked first. Who cannot be asked delays no verdict. */
async function settle(
  doubts: readonly Doubt[],
  { connections, now }: Pick<JudgeParts, 'connections' | 'now'>,
  call: Call,
): Promise<void> {
  if (doubts.length === 0) return
  const questions = doubts.map(({ work, reading }) => ({ plant: work.message.plant, name: BOOKED, reading }))
  const answers = await askAll(questions, connections, call, now)
  for (const [nth, { lane, work, known }] of doubts.entries()) {
    const answer = answers[nth]!
    lane.judge(work, answer instanceof Failure ? known : [...known, answer])
  }
}
