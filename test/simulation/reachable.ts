import { crashPoints } from '#engine'
import { type FaultClass, faultClasses, meeting } from './faults.ts'
import { effectMoves, progressMoves, ruledMoves } from './life.ts'

const moves = (what: string, table: Readonly<Record<string, readonly string[]>>, except: readonly string[] = []) =>
  Object.entries(table)
    .flatMap(([from, into]) => into.map((to) => `${what} ${from} → ${to}`))
    // The same state again is seen by its own name: a takeover, a second look.
    .filter((move) => !except.includes(move) && !/ (\S+) → \1$/.test(move))

const changes: readonly string[] = [
  'message new → received',
  ...moves('message', ruledMoves),
  ...moves('message', progressMoves, [
    // Only a person's correction could make one that waits ask or fail; no flow of the simulation does.
    'message waiting → asking',
    'message waiting → received',
  ]),
  'message deferred true',
  'effect new → planned',
  'effect sent → sent',
  'gave back',
  ...moves('effect', effectMoves),
  ...['retried', 'skipped', 'yes', 'no'].map((how) => `ruled ${how}`),
  ...['accepted', 'flagged', 'held', 'asked', 'refused', 'failed', 'skipped'].map((verdict) => `verdict ${verdict}`),
  ...['lane', 'conflict'].flatMap((turn) => ['claimed', 'taken over', 'fenced true'].map((what) => `${turn} ${what}`)),
  ...crashPoints.flatMap((point) => [`crash ${point}`, `freeze ${point}`]),
]

/** What a process waits for: it dies when it would hear of it. */
const awaits: readonly string[] = [
  ...[
    'is told',
    'accepts',
    'claims lanes',
    'reads',
    'reads postings',
    'commits runs',
    'looks for effects',
    'claims effects',
  ],
  ...[
    'answers',
    'fails',
    'unreachable',
    'connection lost',
    'commits answers',
    'renews',
    'gives back',
    'deadline',
    'wakes',
  ],
].map((what) => `crash at: ${what}`)

/** In how many worlds a class happens at least; long outages are rare, since each costs as much as a hundred worlds. */
const leastWorlds = (fault: FaultClass): number => (fault === 'outage-72h' ? 1 : fault === 'outage-8h' ? 20 : 400)

const leastMeetings = (one: FaultClass, other: FaultClass): number =>
  [one, other].includes('outage-72h') ? 0 : [one, other].includes('outage-8h') ? 1 : 50

/**
 * What the fixed seeds must have reached, and how often at least, or the simulation proves less than it says. Each least is
 * far below what is reached today, since a change of the engine makes other worlds of the same seeds.
 */
export const reachable: ReadonlyMap<string, number> = new Map([
  ...changes.map((change) => [change, 5] as const),
  ...awaits.map((point) => [point, 1] as const),
  ...faultClasses.map((fault) => [`fault ${fault}`, leastWorlds(fault)] as const),
  ...faultClasses.flatMap((one, nth) =>
    faultClasses.slice(nth + 1).map((other) => [meeting(one, other), leastMeetings(one, other)] as const),
  ),
])
