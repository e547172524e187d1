import { canonicalJson, type Json } from '#kernel/canonical-json'
import { Failure, Refused, Unavailable } from '#kernel/failure'
import type { Instant } from '#kernel/time'
import type { Call, Reading } from '#model/ports/port'
import type { Connections } from '../connections.ts'

/** A fact as the run remembers it: what was asked of whom, what came back, and when. */
export interface RecordedFact {
  readonly name: string
  readonly port: string
  readonly operation: string
  readonly argument: Json
  readonly answer: Json
  readonly readAt: Instant
}

export interface Question {
  readonly plant: string
  readonly name: string
  readonly reading: Reading<unknown>
}

/**
 * Asks the questions of many runs at once, each owner's in one call. A refusal is a fact; an owner that cannot be asked
 * makes the run wait, so its failure comes back in the fact's place.
 */
export async function askAll(
  questions: readonly Question[],
  connections: Connections,
  call: Call,
  now: () => Instant,
): Promise<readonly (RecordedFact | Failure)[]> {
  const answers = Array.from<RecordedFact | Failure>({ length: questions.length })
  const groups = Map.groupBy(
    questions.map((question, place) => ({ ...question, place })),
    ({ plant, reading }) => canonicalJson([plant, reading.port, reading.operation]),
  )
  await Promise.all(
    [...groups.values()].map(async (group) => {
      const { plant, reading } = group[0]!
      const { port, operation } = reading
      const connection = connections(plant, port)
      // One question each, even when several runs of the group ask the same.
      const distinct = new Map(group.map(({ reading: { argument } }) => [canonicalJson(argument as Json), argument]))
      let results: readonly unknown[]
      try {
        if (!connection) throw new Unavailable('NO_CONNECTION', `No system of plant ${plant} keeps the ${port}.`)
        results = await connection.keeper.read(operation, [...distinct.values()], call)
      } catch (error) {
        const failure =
          error instanceof Failure ? error : new Unavailable('READ_FAILED', String(error), { cause: error })
        results = [...distinct.keys()].map(() => failure)
      }
      const found = new Map([...distinct.keys()].map((key, index) => [key, results[index]]))
      for (const { place, name, reading: question } of group) {
        const result =
          found.get(canonicalJson(question.argument as Json)) ??
          new Unavailable('NO_ANSWER', `${connection?.system} gave no answer to this question.`)
        if (result instanceof Failure && !(result instanceof Refused)) {
          answers[place] = result
          continue
        }
        const answer =
          result instanceof Refused ? { refused: { code: result.code, sentence: result.message } } : (result as Json)
        answers[place] = { name, port, operation, argument: question.argument as Json, answer, readAt: now() }
      }
    }),
  )
  return answers
}
