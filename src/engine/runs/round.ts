import { Failure } from '#kernel/failure'
import type { Call } from '#model/ports/port'
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

  let next = 0
  for (const { lane, work, asked } of turn) {
    const facts = answers.slice(next, (next += asked.length))
    const failure = facts.find((fact) => fact instanceof Failure)
    if (failure) lane.defer(work, failure)
    else lane.judge(work, facts as readonly RecordedFact[])
  }
}
