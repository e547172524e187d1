import { canonicalJson, type Json } from '#kernel/canonical-json'
import { Refused, Unavailable } from '#kernel/failure'
import type { Call } from '#model/ports/port'
import type { Connections } from '../connections.ts'
import { wasRefused } from '../flow.ts'
import type { ClaimedLane } from '../store.ts'
import type { RecordedFact } from './facts.ts'
import { type JudgeParts, LaneWork } from './lane-work.ts'
import { type Meaning, meaningOfRun } from './meaning.ts'
import { judgeRound } from './round.ts'

/** A lane as it stands, with messages of it and what was read when they were last judged. */
export interface StandingLane extends ClaimedLane {
  readonly recorded: ReadonlyMap<string, readonly RecordedFact[]>
}

/** What would become of a message; or why nobody can say. */
export type Prediction = Meaning | { readonly unknown: string }

/**
 * Judges messages as the workers would, in the order of their lanes, and writes nothing: what each would come to now.
 * `recorded` answers questions with what was read the last time, and what was not read then is unknown, not guessed;
 * `now` asks the owners again. Nobody is called for an effect.
 */
export async function dryRun(
  lanes: readonly StandingLane[],
  facts: 'now' | 'recorded',
  parts: JudgeParts,
  call: Call,
): Promise<ReadonlyMap<string, Prediction>> {
  const recorded = lanes.flatMap((lane) => [...lane.recorded.values()].flat())
  const connections = facts === 'now' ? parts.connections : readAgain(recorded, parts.connections)
  const works = lanes.map((lane) => new LaneWork(lane, { ...parts, connections }))
  const rounds = Math.max(0, ...lanes.map(({ work }) => work.length))
  for (let round = 0; round < rounds; round++) await judgeRound(works, round, { ...parts, connections }, call)

  const predictions = new Map<string, Prediction>()
  for (const work of works) {
    for (const run of work.runs) predictions.set(run.message.messageId, meaningOfRun(run))
    for (const { messageId, because } of work.commit([]).deferred) predictions.set(messageId, { unknown: because })
    for (const { message } of work.lane.work)
      if (!predictions.has(message.messageId))
        predictions.set(message.messageId, { unknown: 'It would wait for its turn, behind one that stops.' })
  }
  return predictions
}

/** The same systems, whose every answer is the one they gave the last time. */
function readAgain(recorded: readonly RecordedFact[], connections: Connections): Connections {
  const nameOf = (port: string, operation: string, argument: unknown) =>
    canonicalJson([port, operation, argument as Json])
  const known = new Map(recorded.map((fact) => [nameOf(fact.port, fact.operation, fact.argument), fact.answer]))
  return (plant, port) => {
    const connection = connections(plant, port)
    if (!connection) return undefined
    const read = async (operation: string, args: readonly unknown[]) =>
      args.map((argument) => {
        const answer = known.get(nameOf(port, operation, argument))
        if (answer === undefined) return new Unavailable('NOT_RECORDED', `${operation} was not asked the last time.`)
        return wasRefused(answer) ? new Refused(answer.refused.code, answer.refused.sentence) : answer
      })
    return { ...connection, keeper: { ...connection.keeper, port, read } }
  }
}
