import type { BrokerView, FiringView, MachineView } from '#api'
import type { Status } from './status.ts'

/** Whether a broker is heard. */
const brokerWords: Readonly<Record<BrokerView['state'], Status>> = {
  connected: { word: 'Heard', tone: 'ok', shape: 'check' },
  away: { word: 'Away', tone: 'bad', shape: 'stop' },
  unheard: { word: 'Nobody listens', tone: 'warn', shape: 'question' },
}

export const brokerStatus = ({ state }: Pick<BrokerView, 'state'>): Status => brokerWords[state]

const meant: Readonly<Record<FiringView['means'], Status>> = {
  failure: { word: 'Has failed', tone: 'bad', shape: 'stop' },
  standstill: { word: 'Stands still', tone: 'bad', shape: 'half' },
  warning: { word: 'Works, with a warning', tone: 'warn', shape: 'flag' },
}

/** Of a machine that is not heard nobody knows that it works. */
export function machineStatus({ told }: Pick<MachineView, 'told'>, isHeard: boolean): Status {
  if (told) return meant[told.means]
  return isHeard
    ? { word: 'Nothing to tell', tone: 'ok', shape: 'check' }
    : { word: 'Not heard now', tone: 'warn', shape: 'doubt' }
}

export const firingStatus = ({ ended, means }: Pick<FiringView, 'ended' | 'means'>): Status =>
  ended ? { word: 'Over', tone: 'ok', shape: 'check' } : meant[means]

/** What a rule means, in a word. */
export const meaningWord = (means: FiringView['means']): string => meant[means].word
