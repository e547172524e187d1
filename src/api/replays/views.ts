import type { Prediction } from '#engine'
import { type Grant, mayIn, roles, rightsOf } from '#governance/rights'
import { kindOf } from '#model/catalogue'
import { ALONE, type ReplayBook, type ReplayRow } from '#replay'
import type { PlantCard } from '../parts.ts'
import type { ReplayDetail, ReplayPreview, ReplayView } from './contract.ts'

export interface Person {
  readonly login: string
  readonly grants: readonly Grant[]
}

type Plants = readonly PlantCard[]
type Predicted = Awaited<ReturnType<ReplayBook['preview']>>
type Found = NonNullable<Awaited<ReturnType<ReplayBook['read']>>>

/** What people read before they start a replay. */
export function previewFrom(items: Predicted, plant: string, { login }: Person, plants: Plants): ReplayPreview {
  const told = items.map((item) => ({ ...saidOf(item.predicted), example: exampleFrom(item) }))
  const effects = items.flatMap(({ predicted }) => ('unknown' in predicted ? [] : predicted.effects))
  return {
    items: items.length,
    secondPerson: items.length > ALONE ? secondPerson(plant, login, plants) : null,
    unknown: told.filter(({ verdict }) => verdict === 'unknown').length,
    effects: mostFirst(Map.groupBy(effects, ({ operation }) => operation)).map(([operation, of]) => ({
      operation,
      count: of.length,
    })),
    groups: mostFirst(Map.groupBy(told, groupOf)).map(([, of]) => {
      const { verdict, code, sentence } = of[0]!
      return {
        verdict,
        code,
        sentence,
        count: of.length,
        effects: of.reduce((sum, one) => sum + one.effects, 0),
        examples: of.slice(0, 5).map(({ example }) => example),
      }
    }),
  }
}

export function viewFrom(row: ReplayRow, { login, grants }: Person, plants: Plants): ReplayView {
  const mayResolve = mayIn(grants, 'exceptions.resolve', row.plant)
  const answers = row.state === 'asked' && mayResolve && !(fourEyes(row.plant, plants) && row.asked_by === login)
  return {
    replayId: row.replay_id,
    plant: row.plant,
    filter: row.filter as ReplayView['filter'],
    facts: row.facts,
    perMinute: row.per_minute,
    reason: row.reason,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    state: row.state,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    answerReason: row.answer_reason,
    finishedAt: row.finished_at,
    items: row.items,
    tried: row.tried,
    refused: row.refused,
    asPredicted: row.as_predicted,
    otherwise: row.otherwise,
    unknown: row.unknown,
    secondPerson: row.state === 'asked' ? secondPerson(row.plant, row.asked_by, plants) : null,
    may: [
      ...(answers ? (['approve', 'reject'] as const) : []),
      ...(mayResolve && ['asked', 'running'].includes(row.state) ? (['stop'] as const) : []),
    ],
  }
}

export const detailFrom = ({ row, items, came }: Found, person: Person, plants: Plants): ReplayDetail => ({
  ...viewFrom(row, person, plants),
  came: [...came],
  parts: items.map((item) => ({
    place: item.place,
    ...exampleFrom(item),
    predicted: item.predicted as object,
    triedAt: item.tried_at,
    refused: item.refused,
    actual: item.actual as object | null,
    agrees: item.agrees,
  })),
})

const exampleFrom = ({ message_id, type, key }: { message_id: string; type: string; key: string }) => ({
  messageId: message_id,
  title: kindOf(type)?.title ?? type,
  key,
})

const saidOf = (predicted: Prediction) =>
  'unknown' in predicted
    ? { verdict: 'unknown', code: null, sentence: predicted.unknown, effects: 0 }
    : {
        verdict: predicted.verdict,
        code: predicted.code ?? null,
        sentence: predicted.sentence,
        effects: predicted.effects.length,
      }

/** What nobody can say is told apart by what is missing. */
const groupOf = ({ verdict, code, sentence }: ReturnType<typeof saidOf>): string =>
  verdict === 'unknown' ? `unknown ${sentence}` : `${verdict} ${code}`

const mostFirst = <Item>(groups: Map<string, Item[]>): [string, Item[]][] =>
  [...groups].toSorted(([, one], [, other]) => other.length - one.length)

const fourEyes = (plant: string, plants: Plants): boolean =>
  plants.find(({ id }) => id === plant)?.policy.fourEyes !== 'no'

const secondPerson = (plant: string, asker: string, plants: Plants) => ({
  roles: roles.filter((role) => rightsOf[role].includes('exceptions.resolve')),
  because: fourEyes(plant, plants)
    ? `More than ${ALONE} at once need the name of somebody else than ${asker}.`
    : `More than ${ALONE} at once have to be confirmed; in this plant ${asker} may do so.`,
})
