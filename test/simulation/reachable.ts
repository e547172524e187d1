import { crashPoints } from '#engine'
import { faultClasses } from './faults.ts'
import { effectMoves, progressMoves, ruledMoves } from './life.ts'

const moves = (what: string, table: Readonly<Record<string, readonly string[]>>, except: readonly string[] = []) =>
  Object.entries(table)
    .flatMap(([from, into]) => into.map((to) => `${what} ${from} → ${to}`))
    // The same state again is seen by its own name: a takeover, a second look.
    .filter((move) => !except.includes(move) && !/ (\S+) → \1$/.test(move))

/** What 500 seeds must have reached, or the simulation proves less than it says. */
export const reachable: readonly string[] = [
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
  ...moves('effect', effectMoves),
  ...['retried', 'skipped', 'yes', 'no'].map((how) => `ruled ${how}`),
  ...['accepted', 'flagged', 'held', 'asked', 'refused', 'failed', 'skipped'].map((verdict) => `verdict ${verdict}`),
  ...['lane', 'conflict'].flatMap((turn) => ['claimed', 'taken over', 'fenced true'].map((what) => `${turn} ${what}`)),
  ...crashPoints.flatMap((point) => [`crash ${point}`, `freeze ${point}`]),
  ...faultClasses
    .filter((fault) => !['reorder', 'clock-skew', 'people'].includes(fault))
    .map((fault) => `fault ${fault}`),
]
