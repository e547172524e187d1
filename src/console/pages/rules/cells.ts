import type { RulesPreview, RulesView } from '#api'

export type Rules = RulesView['rules']
export type Recipient = Rules['alerting']['recipients'][number]
export type AlertRoute = Rules['alerting']['routes'][number]
export type Part = RulesPreview['differences'][number]['part']

/** One thing that rules say: a value of a policy, who owns a group, a flow in a plant, whom alerts go to, a field table. */
export interface Cell {
  readonly part: Part
  readonly plant: string
  readonly what: string
  /** Null where nothing is said. */
  readonly value: unknown
}

/** A cell that is to say something else, with what it said when somebody changed it. */
export interface Change extends Cell {
  readonly was: unknown
}

export type Place = Pick<Cell, 'part' | 'plant' | 'what'>

export const keyOf = ({ part, plant, what }: Place): string => `${part} ${plant} ${what}`
export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

export function cellsOf(rules: Rules): readonly Cell[] {
  const owned = new Map<string, Rules['ownership']>()
  for (const row of rules.ownership) {
    const key = `${row.plant} ${row.group}`
    owned.set(key, [...(owned.get(key) ?? []), row])
  }
  return [
    ...Object.entries(rules.policies).flatMap(([plant, policy]) =>
      leavesOf(policy).map(([what, value]) => ({ part: 'policy' as const, plant, what, value })),
    ),
    ...[...owned.values()].map((rows) => ({
      part: 'ownership' as const,
      plant: rows[0]!.plant,
      what: rows[0]!.group,
      value: rows,
    })),
    ...rules.flows
      // A flow that is not named is live: saying so says nothing.
      .filter(({ mode, target }) => mode !== 'live' || target)
      .map((setting) => ({ part: 'flow' as const, plant: setting.plant, what: setting.flow, value: setting })),
    ...rules.alerting.recipients.map((value) => ({
      part: 'alerting' as const,
      plant: value.plant,
      what: `recipient ${value.id}`,
      value,
    })),
    ...rules.alerting.routes.map((value) => ({
      part: 'alerting' as const,
      plant: value.plant,
      what: `route ${value.id}`,
      value,
    })),
    ...rules.fieldTables.map((table) => ({
      part: 'field-table' as const,
      plant: '*',
      what: table.table,
      value: table,
    })),
  ]
}

export const valueAt = (rules: Rules, place: Place): unknown =>
  cellsOf(rules).find((cell) => keyOf(cell) === keyOf(place))?.value ?? null

/** What has to change so that rules say what others say. */
export function changesBetween(rules: Rules, others: Rules): readonly Change[] {
  const [was, is] = [rules, others].map((one) => new Map(cellsOf(one).map((cell) => [keyOf(cell), cell])))
  return [...new Map([...was!, ...is!])].flatMap(([key, { part, plant, what }]) => {
    const [before, after] = [was!.get(key)?.value ?? null, is!.get(key)?.value ?? null]
    return same(before, after) ? [] : [{ part, plant, what, was: before, value: after }]
  })
}

/** The rules with changes made; what is not changed stays as it is, in its place. */
export function withChanges(rules: Rules, changes: readonly Change[]): Rules {
  const cells = new Map(cellsOf(rules).map((cell) => [keyOf(cell), cell]))
  for (const change of changes)
    if (change.value === null) cells.delete(keyOf(change))
    else cells.set(keyOf(change), change)
  const made: Rules = {
    policies: {},
    ownership: [],
    flows: [],
    alerting: { recipients: [], routes: [] },
    fieldTables: [],
  }
  for (const { part, plant, what, value } of cells.values())
    if (part === 'policy') put((made.policies[plant] ??= {} as Rules['policies'][string]), what.split('.'), value)
    else if (part === 'ownership') made.ownership.push(...(value as Rules['ownership']))
    else if (part === 'flow') made.flows.push(value as Rules['flows'][number])
    else if (part === 'alerting' && what.startsWith('recipient ')) made.alerting.recipients.push(value as Recipient)
    else if (part === 'alerting') made.alerting.routes.push(value as AlertRoute)
    else made.fieldTables.push(value as Rules['fieldTables'][number])
  return made
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const leavesOf = (value: Record<string, unknown>, path = ''): readonly (readonly [string, unknown])[] =>
  Object.entries(value).flatMap(([name, member]) =>
    isBranch(member) ? leavesOf(member, `${path}${name}.`) : [[`${path}${name}`, member] as const],
  )

function put(branch: object, [name = '', ...rest]: readonly string[], value: unknown): void {
  const here = branch as Record<string, unknown>
  if (rest.length === 0) here[name] = value
  else put((here[name] ??= {}) as object, rest, value)
}

/** The part somebody may propose for: the rest stays as it is, whatever is sent. */
export const partOf = (
  { policies, ownership, flows, alerting, fieldTables }: Rules,
  plants: readonly string[],
): Rules => ({
  policies: Object.fromEntries(Object.entries(policies).filter(([plant]) => plants.includes(plant))),
  ownership: ownership.filter(({ plant }) => plants.includes(plant)),
  flows: flows.filter(({ plant }) => plants.includes(plant)),
  alerting: {
    recipients: alerting.recipients.filter(({ plant }) => plants.includes(plant)),
    routes: alerting.routes.filter(({ plant }) => plants.includes(plant)),
  },
  fieldTables,
})
