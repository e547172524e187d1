import path from 'node:path'
import type { RulesVersionRow, RulesVersionView, RulesView } from '#api'
import { differencesBetween } from '#governance/rules/differences'
import { type OwnershipRow, PlantPolicy, type Rules } from '#governance/rules/document'
import { needsSecondPerson } from '#governance/rules/second-person'
import { readFieldTable } from '#governance/field-table-file'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { z } from 'zod'
import { flows } from '../../src/flows/index.ts'
import { plus, type StageClock } from './clock.ts'

type Owned = z.infer<typeof OwnershipRow>

/** A version as the stage keeps it. */
export type StageVersion = Omit<RulesVersionRow, 'waitsForMe' | 'hash'> & { readonly rules: Rules }

export const systems = [
  { id: 'odoo', title: 'Odoo', plants: ['A', 'B'], fieldTable: undefined },
  { id: 'mes-a', title: 'MES of plant A', plants: ['A'], fieldTable: 'mes-a' },
  { id: 'mes-b', title: 'MES of plant B', plants: ['B'], fieldTable: undefined },
]

/** Whom alerts of plant A go to: the shift at once, the plant's manager when nobody has acknowledged. */
const alertingOfPlantA: Rules['alerting'] = {
  recipients: [
    {
      plant: 'A',
      id: 'shift-lead',
      via: 'mail',
      address: 'shift.lead@valley.example',
      hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '06:00', to: '22:00' },
      outsideHours: 'critical',
      perHour: 10,
    },
    {
      plant: 'A',
      id: 'plant-manager',
      via: 'mail',
      address: 'manager@valley.example',
      outsideHours: 'critical',
      perHour: 6,
    },
    { plant: 'A', id: 'it-channel', via: 'chat', outsideHours: 'nothing', perHour: 20 },
  ],
  routes: [
    {
      plant: 'A',
      id: 'everything',
      causes: [],
      owners: [],
      severity: 'warning',
      steps: [
        { after: 0, to: ['shift-lead'] },
        { after: 1_800_000, to: ['plant-manager'] },
      ],
    },
    {
      plant: 'A',
      id: 'systems',
      causes: ['system-away', 'work-late', 'hub-silent'],
      owners: [],
      severity: 'warning',
      steps: [{ after: 0, to: ['it-channel'] }],
    },
  ],
}

/** What carries notices of alerts. */
export const channels = [
  { id: 'mail', title: 'Mail', kind: 'mail', plants: ['A', 'B'] },
  { id: 'chat', title: 'Chat of IT', kind: 'chat', plants: ['A'] },
]

/** How the plants of the story came to work as they do: the folder, a tolerance, a flow on paper, a wish. */
export function versionsOf(clock: StageClock, plants: readonly string[], tables: boolean): StageVersion[] {
  const policy = PlantPolicy.parse({})
  const owned = (plant: string, group: Owned['group'], owner: string, from?: string): Owned => ({
    plant,
    group,
    owner,
    ...(from ? { from } : {}),
  })
  const folder: Rules = {
    policies: Object.fromEntries(plants.map((plant) => [plant, policy])),
    ownership: tables
      ? plants.flatMap((plant) => [
          owned(plant, 'production-order.header', 'odoo'),
          owned(plant, 'production-order.progress', plant === 'A' ? 'mes-a' : 'odoo'),
          owned(plant, 'production-order.actuals', plant === 'A' ? 'mes-a' : 'mes-b'),
        ])
      : [],
    flows: tables ? [{ plant: 'B', flow: 'scrap-recording', mode: 'off' }] : [],
    alerting: tables ? alertingOfPlantA : { recipients: [], routes: [] },
    fieldTables: tables
      ? [readFieldTable(path.join(import.meta.dirname, '../../demo/estate/field-tables/mes-a.yaml'))]
      : [],
  }
  const first = version(1, null, folder, 'What the hub was set up with.', 'the estate’s folder', clock.ago(40_320))
  if (!tables) return [{ ...first, ...approved('the estate’s folder', clock.ago(40_320)), state: 'in-force' }]

  const tolerant: Rules = {
    ...folder,
    policies: {
      ...folder.policies,
      A: { ...policy, overCompletion: { flagAbove: '0', refuseAbove: '0.08' } },
    },
  }
  const onPaper: Rules = {
    ...tolerant,
    ownership: [...tolerant.ownership, owned('B', 'production-order.progress', 'mes-b', plus(clock.now, 8 * 86_400))],
    flows: [...tolerant.flows, { plant: 'B', flow: 'order-closing', mode: 'shadow' }],
  }
  const wished: Rules = {
    ...onPaper,
    policies: {
      ...onPaper.policies,
      B: {
        ...policy,
        overConsumption: { flagAbove: '0.15', refuseAbove: '0.5' },
        patience: { ...policy.patience, release: 1_800_000 },
      },
    },
  }
  return [
    version(4, 3, wished, 'Sheet metal comes in coils at Toledo: more waste is normal', 'maria', clock.ago(42)),
    {
      ...version(3, 2, onPaper, 'Closing orders at Toledo on paper first', 'maria', clock.ago(2_980)),
      ...approved('eva', clock.ago(2_945)),
      state: 'in-force',
    },
    {
      ...version(2, 1, tolerant, 'Eight per cent, as agreed with planning', 'bert', clock.ago(18_720)),
      ...approved('eva', clock.ago(18_700)),
      state: 'past',
    },
    { ...first, ...approved('the estate’s folder', clock.ago(40_320)), state: 'past' },
  ]
}

const version = (
  number: number,
  basedOn: number | null,
  rules: Rules,
  reason: string,
  by: string,
  at: string,
): StageVersion => ({
  version: number,
  basedOn,
  reason,
  proposedBy: by,
  proposedAt: at,
  wishedFrom: null,
  state: 'proposed',
  answeredBy: null,
  answeredAt: null,
  answerReason: null,
  effectiveFrom: null,
  rules,
})

export const approved = (by: string, at: string) => ({ answeredBy: by, answeredAt: at, effectiveFrom: at })

export const hashOf = (rules: Rules): string => sha256(canonicalJson(rules as unknown as Json))

const isNewest = (versions: readonly StageVersion[]) =>
  versions.find(({ state }) => state === 'in-force' || state === 'scheduled')!

export const rulesView = (
  versions: readonly StageVersion[],
  plants: readonly { readonly id: string; readonly name: string }[],
  login: string,
): RulesView => {
  const now = versions.find(({ state }) => state === 'in-force')!
  const mine = plants.map(({ id }) => id)
  return {
    version: now.version,
    from: now.effectiveFrom!,
    rules: now.rules,
    newest: isNewest(versions).version,
    mayPropose: mine,
    bundles: { signs: true, signers: ['release'], may: ['make', 'take'] },
    plants: plants.map(({ id, name }) => ({ id, name })),
    channels: channels.filter(({ plants: served }) => served.some((plant) => plants.some(({ id }) => id === plant))),
    systems: systems
      .filter((system) => system.plants.some((plant) => mine.includes(plant)))
      .map(({ id, title, plants: at }) => ({ id, title, plants: at })),
    flows: flows.map(({ name, purpose, target }) => ({ flow: name, purpose, target })),
    groups: [
      'production-order.header',
      'production-order.progress',
      'production-order.actuals',
      'production-order.closing',
    ],
    tables: now.rules.fieldTables.map((table) => ({
      table: table.table,
      hash: sha256(canonicalJson(table as unknown as Json)),
      systems: systems.filter(({ fieldTable }) => fieldTable === table.table).map(({ id }) => id),
    })),
    paper: now.rules.flows.map(({ flow, plant, mode }) => ({
      flow,
      plant,
      judged: mode === 'shadow' ? 68 : 0,
      effects: mode === 'shadow' ? 61 : 0,
      kept: mode === 'off' ? 12 : 0,
    })),
    versions: versions.map((one) => rowOf(one, versions, login)),
  }
}

const rowOf = (one: StageVersion, versions: readonly StageVersion[], login: string): RulesVersionRow => {
  const { rules, ...row } = one
  const waitsForMe = one.state === 'proposed' && one.proposedBy !== login && one.basedOn === isNewest(versions).version
  return { ...row, hash: hashOf(rules), waitsForMe }
}

export function previewOf(before: Rules, after: Rules) {
  const differences = differencesBetween(before, after)
  return {
    differences: differences.map((one) => ({ ...one, concerns: one.part === 'flow' ? 68 : 431 })),
    needsSecondPerson: needsSecondPerson(differences, before),
  }
}

export function versionView(one: StageVersion, versions: readonly StageVersion[], login: string): RulesVersionView {
  const base = versions.find(({ version: number }) => number === one.basedOn)
  const preview = base ? previewOf(base.rules, one.rules) : { differences: [], needsSecondPerson: false }
  const isMine = one.proposedBy === login
  const may: RulesVersionView['may'] =
    one.state === 'proposed'
      ? isMine
        ? ['withdraw']
        : ['approve', 'reject']
      : one.state === 'scheduled'
        ? ['withdraw']
        : one.state === 'past'
          ? ['go-back']
          : []
  return { ...rowOf(one, versions, login), ...preview, rules: one.rules, may }
}
