import { minutes } from '../../src/kernel/time.ts'
import type { Counter } from './amounts.ts'
import { afterWork } from './calendar.ts'
import type { Chance } from '../chance.ts'
import type { Plant } from './plants.ts'
import { type Desk, type Report, report } from './report.ts'
import type { Numbered } from './story.ts'

/** Work at one operation, beside what is made there. */
export interface Work {
  readonly operation: string
  readonly place: Desk
  readonly plant: Plant
  readonly number: Numbered
  /** Of its own: what is drawn here changes nothing that is drawn elsewhere. */
  readonly chance: Chance
  readonly tell: (at: number, one: Report) => void
}

export const stopReasons = ['Tool change', 'Waiting for material', 'Fault', 'Break'] as const

/** Somebody begins: the machine is set up, and may stand still before the first piece. Answers when work goes on. */
export function begin({ operation, place, plant, number, chance, tell }: Work, at: number): number {
  const { operator } = place
  const started = number(`WS-${operation}`)
  tell(at, report(place, 'start', started, { operation, operator, document: started }))
  let now = at
  if (chance.happens(plant.setUps)) {
    const took = chance.between(5, 25)
    now = afterWork(plant.calendar, now, took)
    const no = number(`MT-${operation}`)
    const body = { operation, of: 'machine', minutes: took.toFixed(2), activity: 'Set-up', document: no }
    tell(now, report(place, 'time', no, body))
  }
  if (chance.happens(plant.stops)) {
    const no = number(`SP-${operation}`)
    tell(now, report(place, 'pause', `${no}/1`, { operation, operator, reason: chance.pick(stopReasons) }))
    now = afterWork(plant.calendar, now, 1 + chance.exponential(25))
    tell(now, report(place, 'resume', `${no}/2`, { operation, operator }))
  }
  return now
}

const holds = [
  ['quality', 'The first piece is measured'],
  ['quality', 'The material is looked at again'],
  ['planner', 'A more urgent order goes first'],
] as const

/** Quality or the planner stops the order before the operation begins. Answers when work may go on. */
export function hold({ place, plant, number, chance, tell }: Work, at: number): number {
  const own = chance.named('hold')
  const [operator, reason] = own.pick(holds)
  const desk = { ...place, operator, terminal: 3 }
  const no = number('OH')
  const since = at + minutes(1)
  tell(since, report(desk, 'hold', `${no}/1`, { hold: no, reason }))
  const lifted = afterWork(plant.calendar, since, 15 + own.exponential(60))
  tell(lifted, report(desk, 'unhold', `${no}/2`, { hold: no }))
  return lifted
}

/** Who worked logs off: their time is told by itself, and is less than the machine's where it runs alone for a while. */
export function logOff({ operation, place, number, chance, tell }: Work, at: number, machine: number): void {
  const no = number(`LT-${operation}`)
  const worked = machine * (0.7 + 0.3 * chance.next())
  const body = { operation, of: 'person', person: place.operator, minutes: worked.toFixed(2), document: no }
  tell(at, report(place, 'time', no, body))
}

/** Pieces of a part that are worked on once more: none, or one or two of many. */
export const toRework = ({ plant, chance }: Work, part: number, { one }: Counter): number =>
  one === 1 && part > 5 && chance.happens(plant.reworks) ? chance.between(1, 2) : 0

/** Pieces that were not made well go through once more and are good then. Answers when they are. */
export function rework(work: Work, at: number, count: number, { amount }: Counter): number {
  const { operation, place, plant, number, chance, tell } = work
  const opened = number(`RW-${operation}`)
  const quantity = amount(count)
  tell(
    at + minutes(1),
    report(place, 'rework', opened, { operation, quantity, reason: 'Burr left standing', document: opened }),
  )
  const took = chance.between(10, 30)
  const done = afterWork(plant.calendar, at + minutes(1), took)
  const no = number(`RD-${operation}`)
  const body = { rework: opened, good: quantity, machineTime: took.toFixed(2), operator: place.operator, document: no }
  tell(done, report(place, 'rework-done', no, body))
  return done
}
