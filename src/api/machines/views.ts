import type { z } from 'zod'
import { conditionOf, type FiringRow, type MachineRow, type SignalBook, type StreamRow } from '#signals'
import { meanings, type SignalRule } from '#model/signal'
import type { SystemCard } from '../parts.ts'
import type { BrokerView, FiringView, MachineList, MachineView, SignalRuleView } from './contract.ts'

interface Known {
  readonly streams: SignalBook['streams']
  readonly states: readonly StreamRow[]
  readonly machines: readonly MachineRow[]
  readonly firings: readonly FiringRow[]
  readonly systems: readonly SystemCard[]
  /** Those whoever asks may see. */
  readonly plants: readonly string[]
}

/** What is known of machines, as far as somebody may see it. A broker of another plant is not there. */
export function machinesFrom(known: Known): z.input<typeof MachineList> {
  const { plants, machines, firings } = known
  const streams = known.streams.filter((stream) => stream.plants.some((plant) => plants.includes(plant)))
  const rules = streams.flatMap(({ system, rules: own }) => own.map((rule) => ({ system, ...rule })))
  return {
    brokers: streams.map((stream) => brokerFrom(stream, known)),
    rules: rules.map((rule): SignalRuleView => ({
      ...{ system: rule.system, rule: rule.rule, title: rule.title, condition: conditionOf(rule) },
      ...{ means: rule.means, for: rule.for, settle: rule.settle },
      told: machines.filter(
        ({ system, watches }) => system === rule.system && watches.some((one) => one.told && one.rule === rule.rule),
      ).length,
    })),
    machines: machines.map(({ plant, system, asset, heard_at, signals, watches }): MachineView => {
      return {
        ...{ plant, system, asset, heardAt: heard_at },
        signals: signals.map((one) => ({ ...one, at: utc(one.at), since: utc(one.since) })),
        told: worstOf(
          rules.filter((rule) => rule.system === system),
          watches,
        ),
      }
    }),
    firings: firings.map(
      ({ plant, system, asset, rule, began_at, told_at, ended_at, cause, began_message }): FiringView => ({
        ...{ plant, system, asset, rule, means: cause.means, reason: cause.reason, said: [...cause.said] },
        ...{ began: began_at, told: told_at, ended: ended_at, message: began_message },
      }),
    ),
  }
}

/** Of several rules that say something of a machine, the one that is worst, and said it first. */
function worstOf(rules: readonly SignalRule[], watches: MachineRow['watches']): MachineView['told'] {
  const told = watches.flatMap(({ rule: name, since, told: isTold }) => {
    const rule = isTold ? rules.find((one) => one.rule === name) : undefined
    return rule ? { rule: name, title: rule.title, means: rule.means, since: utc(since) } : []
  })
  const rank = ({ means, since }: (typeof told)[number]): string => `${meanings.indexOf(means)} ${since}`
  return told.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1))[0] ?? null
}

function brokerFrom({ system, plants, from }: SignalBook['streams'][number], known: Known): BrokerView {
  const state = known.states.find((one) => one.system === system)
  const counts = state ?? { taken: 0, repeated: 0, late: 0, unknown: 0, ill: 0 }
  const isConnected = state?.is_heard === true && state.connected_since !== null
  const seesAll = plants.every((plant) => known.plants.includes(plant))
  return {
    ...{ system, from, plants: plants.filter((plant) => known.plants.includes(plant)) },
    title: known.systems.find(({ id }) => id === system)?.title ?? system,
    state: isConnected ? 'connected' : state?.is_heard ? 'away' : 'unheard',
    since: (isConnected ? state.connected_since : state?.away_since) ?? null,
    trouble: isConnected ? null : (state?.trouble ?? null),
    heardAt: state?.heard_at ?? null,
    ...{ taken: counts.taken, repeated: counts.repeated, late: counts.late, unknown: counts.unknown, ill: counts.ill },
    lastIll: seesAll ? (state?.last_ill ?? null) : null,
  }
}

/** Moments that come out of the database in a document have an offset of their own. */
const utc = (moment: string): string => new Date(moment).toISOString()
