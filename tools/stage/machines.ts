import type { MachineList } from '#api'
import { MachineList as Machines } from '../../src/api/machines/contract.ts'
import { plus, type StageClock, uuid } from './clock.ts'

/** A broker that is heard and one that is away, a machine that stands still, and what made that known. */
export function fullMachines(clock: StageClock): MachineList {
  const ago = (seconds: number): string => plus(clock.now, -seconds)
  const said = (signal: string, value: string, seconds: number) => ({ signal, value, since: ago(seconds) })
  const says = (signal: string, value: string, at: number, since = at) => ({
    ...said(signal, value, since),
    at: ago(at),
  })
  const stands = 'The machine stands still: state is Stopped or Aborted for 60 s'
  return {
    brokers: [
      {
        ...{ system: 'machines', title: 'Machines of hall 1', from: 'broker.plant-a.example:8883', plants: ['A'] },
        ...{ state: 'connected', since: ago(86_400), trouble: null, heardAt: ago(1) },
        ...{ taken: 1_284_119, repeated: 208, late: 3, unknown: 0, ill: 2 },
        lastIll: { about: 'plant-a/ROB-4/temperature', why: 'has a value that is no number', at: ago(5400) },
      },
      {
        ...{ system: 'ovens', title: 'Ovens', from: '10.1.4.7:1883', plants: ['A'], state: 'away', since: ago(240) },
        trouble: '10.1.4.7:1883 cannot be reached (ECONNREFUSED); see that the broker runs.',
        ...{ heardAt: ago(245), taken: 40_117, repeated: 0, late: 0, unknown: 0, ill: 0, lastIll: null },
      },
    ],
    rules: [
      {
        ...{ system: 'machines', rule: 'stands', title: 'The machine stands still', for: 60_000, settle: 10_000 },
        ...{ condition: 'state is Stopped or Aborted', means: 'failure', told: 1 },
      },
      {
        ...{ system: 'machines', rule: 'starved', title: 'It works, and nothing comes out', for: 300_000 },
        ...{ condition: 'count does not move while state is Execute', settle: 10_000, means: 'standstill', told: 0 },
      },
      {
        ...{ system: 'machines', rule: 'hot', title: 'The bearing is hot', for: 30_000, settle: 10_000 },
        ...{ condition: 'temperature is above 90', means: 'warning', told: 0 },
      },
    ],
    machines: [
      {
        ...{ plant: 'A', system: 'machines', asset: 'PB-0117', heardAt: ago(4) },
        signals: [says('count', '4711', 500), says('state', 'Aborted', 470), says('temperature', '41.5', 4)],
        told: { rule: 'stands', title: 'The machine stands still', means: 'failure', since: ago(470) },
      },
      {
        ...{ plant: 'A', system: 'machines', asset: 'ROB-4', heardAt: ago(1), told: null },
        signals: [says('count', '1203', 1), says('state', 'Execute', 1, 7300)],
      },
      {
        ...{ plant: 'A', system: 'ovens', asset: 'OVEN-2', heardAt: ago(245), told: null },
        signals: [says('temperature', '182.4', 245)],
      },
    ],
    firings: [
      {
        ...{ plant: 'A', system: 'machines', asset: 'PB-0117', rule: 'stands', means: 'failure', reason: stands },
        ...{ began: ago(470), told: ago(410), ended: null, message: uuid(1, 4) },
        said: [said('state', 'Aborted', 470)],
      },
      {
        ...{ plant: 'A', system: 'machines', asset: 'ROB-4', rule: 'hot', means: 'warning' },
        reason: 'The bearing is hot: temperature is above 90 for 30 s',
        ...{ began: ago(9000), told: ago(8970), ended: ago(8100), message: uuid(1, 5) },
        said: [said('temperature', '93.2', 9000)],
      },
    ],
  }
}

export const noMachines: MachineList = { brokers: [], rules: [], machines: [], firings: [] }

export const machinesAnswer = (machines: MachineList): unknown => Machines.parse(machines)
