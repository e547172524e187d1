import { instant } from '#kernel/time'
import type { OpenWork } from '#model/open-work'
import type { ReplanFile, ReplanState } from '#model/replan-case'
import { optionsFor, toWorkload } from '#planning'
import { ReplanChecked, ReplanList as List, ReplanSent, ReplanView as View } from '../../src/api/replans/contract.ts'
import { type ReplanDbRow, rowFrom, viewFrom } from '../../src/api/replans/views.ts'
import { optionFrom } from '../../src/replanning/propose.ts'
import { speaker } from '../../src/replanning/say.ts'
import { type StageClock, uuid } from './clock.ts'
import type { Asked } from './routes.ts'
import { notThere } from './problems.ts'
import type { World } from './world.ts'

const HOUR = 3_600_000
const zone = 'Europe/Berlin'

/** Three orders on two presses and a welding cell; a window takes the first press for a day. */
function workOf(clock: StageClock): OpenWork {
  const morning = Math.ceil(Date.parse(clock.now) / (24 * HOUR)) * 24 * HOUR + 5 * HOUR
  const at = (hours: number) => instant(morning + hours * HOUR)
  const days = Array.from({ length: 20 }, (_, day) => ({ from: at(day * 24), until: at(day * 24 + 12) }))
  const step = (
    nth: number,
    name: string,
    order: number,
    [workCentre, from, hours]: readonly [string, number, number],
    others: readonly string[] = [],
  ): OpenWork['operations'][number] => ({
    ...{ operation: `odoo.operation.${nth}`, order: `odoo.${order}` as never, name, isStarted: false },
    place: { workCentre, from: at(from), until: at(from + hours), minutes: hours * 60 },
    ...{ left: hours * 60, after: name === 'Weld' ? [`odoo.operation.${nth - 1}`] : [] },
    choices: [workCentre, ...others].map((centre, place) => ({
      workCentre: centre,
      minutes: hours * 60 * (1 + place / 4),
    })),
  })
  const order = (nth: number, from: number, until: number, more: object): OpenWork['orders'][number] => ({
    ...{ order: `odoo.${nth}` as never, label: `WH/MO/000${nth}`, isUrgent: false, lacks: [] },
    ...{ from: at(from), until: at(until) },
    ...more,
  })
  return {
    hours: [{ id: 'two shifts', open: days }],
    workCentres: [
      {
        ...{ id: 'odoo.work-centre.7', name: 'Press brake 1', hours: 'two shifts' },
        leaves: [{ id: '11', title: 'PM-311: Change the seals', from: at(0), until: at(28) }],
      },
      { id: 'odoo.work-centre.8', name: 'Press brake 2', hours: 'two shifts', leaves: [] },
      { id: 'odoo.work-centre.9', name: 'Welding cell', hours: 'two shifts', leaves: [] },
    ],
    orders: [
      order(42, 1, 10, {
        isUrgent: true,
        sale: { label: 'S00017, PO-4711', customer: 'Hansen Lifts', value: 4200, promised: at(13) },
      }),
      order(38, 4, 12, { promised: at(36) }),
      order(51, 24, 30, { promised: at(60), lacks: ['Seal ring 40'] }),
    ],
    operations: [
      step(1, 'Bend', 42, ['odoo.work-centre.7', 1, 3], ['odoo.work-centre.8']),
      step(2, 'Weld', 42, ['odoo.work-centre.9', 5, 4]),
      step(3, 'Bend', 38, ['odoo.work-centre.7', 4, 4], ['odoo.work-centre.8']),
      step(4, 'Weld', 38, ['odoo.work-centre.9', 9, 3]),
      step(5, 'Bend', 51, ['odoo.work-centre.8', 24, 5], ['odoo.work-centre.7']),
    ],
    unplanned: 2,
  }
}

/** As the hub plans it, in the few steps that a picture needs. */
function proposedOn(clock: StageClock): ReplanFile {
  const work = workOf(clock)
  const terms = { now: clock.now, frozenUntil: clock.now, lateDay: 100, urgent: 3, change: 10 }
  const wish = { seed: 7, iterations: 300, isLate: () => false, policies: ['wait', 'move', 'alternative'] as const }
  const found = optionsFor(toWorkload(work, terms), wish)
  if ('code' in found) throw new Error(found.sentence)
  const say = speaker(work, zone)
  return {
    asked: {
      ...{ replan: 'window.PM-311', cause: 'window', of: 'PM-311' },
      why: 'PM-311 takes Press brake 1 out of work.',
    },
    ...{ attempt: 1, basis: 'a'.repeat(64) },
    proposal: {
      ...{ at: clock.ago(4), frozenUntil: clock.now, seed: 7, late: [], work },
      options: found.map((option) => optionFrom(work, option, say)),
    },
  }
}

export interface StageReplan {
  readonly row: ReplanDbRow
}

export function fullReplans(clock: StageClock): readonly StageReplan[] {
  const data = proposedOn(clock)
  const row = (replan: string, state: ReplanState, more: Partial<ReplanFile>, minutes: number): StageReplan => ({
    row: {
      ...{ plant: 'A', replan, state, changed_at: clock.ago(minutes), open_exceptions: state === 'proposed' ? 1 : 0 },
      data: { ...data, ...more, asked: { ...data.asked, replan, ...more.asked } },
    },
  })
  const asked = { ...data.asked, cause: 'breakdown', of: 'ROB-4', why: 'Welding robot 4 stands still.' } as const
  const decided = { by: 'eva', at: clock.ago(1500), policy: 'alternative', reason: 'Hansen waits for it' } as const
  return [
    row('window.PM-311', 'proposed', {}, 4),
    row('breakdown.ROB-4', 'applied', { asked: { ...asked, replan: 'breakdown.ROB-4' }, decided }, 1500),
  ]
}

/** Asked, decided and checked as the hub does it; what is put elsewhere by hand is refused here where the press is down. */
export function replansAnswer(
  world: World,
  [, plant, name, deed]: readonly (string | undefined)[],
  { method, body }: Asked,
): unknown {
  const rows = world.replans.map(({ row }) => row)
  if (!plant && method === 'GET') return List.parse({ replans: rows.map(rowFrom) })
  if (!plant) return ReplanSent.parse({ replan: 'person.eva', messageId: uuid(11, 1) })
  const replan = decodeURIComponent(name ?? '')
  const row = rows.find((one) => one.plant === plant && one.replan === replan)
  if (!row) throw notThere('plan')
  if (deed === 'check')
    return checkedHere(row, body as { edits: { operation: string; workCentre: string; from: string }[] })
  if (deed) return ReplanSent.parse({ replan, messageId: uuid(11, 2) })
  return View.parse(viewFrom(row, { timeZone: zone, may: true }))
}

function checkedHere(
  { data: { proposal } }: ReplanDbRow,
  { edits }: { edits: { operation: string; workCentre: string; from: string }[] },
) {
  const option = proposal.options.at(-1)!
  const [leave] = proposal.work.workCentres[0]!.leaves
  const down = edits.find(({ workCentre, from }) => workCentre === 'odoo.work-centre.7' && from < leave!.until)
  if (down) {
    const say = speaker(proposal.work, zone)
    const reason = { kind: 'leave', workCentre: 'odoo.work-centre.7', leave: leave!.id } as const
    return ReplanChecked.parse({
      option: null,
      sentence: `${say.operation(down.operation)} cannot stand there: ${say.because(reason)}.`,
    })
  }
  const moves = option.moves.map((move) => {
    const edit = edits.find(({ operation }) => operation === move.operation)
    if (!edit) return move
    const until = instant(Date.parse(edit.from) + Date.parse(move.to.until) - Date.parse(move.to.from))
    return { ...move, to: { ...move.to, workCentre: edit.workCentre, from: edit.from, until } }
  })
  return ReplanChecked.parse({ option: { ...option, moves }, sentence: null })
}
