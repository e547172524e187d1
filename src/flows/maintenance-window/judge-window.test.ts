import { describe, expect, it } from 'vitest'
import { days } from '#kernel/time'
import { WindowTold } from '#model/maintenance-window'
import { moveOfWindow, windowCase, type WindowFile, windowStates, windowSteps } from '#model/maintenance-window-case'
import type { Consequences } from '#model/ports/capacity-desk'
import { judgeWindow } from './judge-window.ts'

const press = { id: 'odoo.work-centre.7', name: 'Press 7' }
const ground: Consequences = {
  places: [{ name: 'PRESS-7', known: true, equipment: 'CELL-1', workCentre: press }],
  operations: [],
  others: [],
}
const told = (over: object = {}): WindowTold =>
  WindowTold.parse({
    ...{ window: 'PM-311', version: 1, equipment: ['PRESS-7'] },
    ...{ start: '2026-11-24T06:00:00+01:00', end: '2026-11-24T10:00:00+01:00' },
    ...over,
  })
const around = { policy: { windows: { longest: days(60) } }, now: '2026-11-20T00:00:00.000Z' }
const saying = (step: 'propose' | 'approve' | 'change', over: object = {}) => ({
  ...{ step, told: told(over), by: 'mia', at: '2026-11-20T00:00:00.000Z' },
})
const judged = (
  step: 'propose' | 'approve' | 'change',
  over: object = {},
  known?: { state: string; data: WindowFile },
) => judgeWindow(saying(step, over), known, ground, around)
const fileOf = (step: 'propose' | 'approve' | 'change', over: object = {}): WindowFile => {
  const verdict = judged(step, over)
  if (verdict.kind !== 'known') throw new Error(verdict.kind)
  return verdict.file
}

describe('DOM-04: the life of a maintenance window', () => {
  it('says for every state and every step where it leads, or why not', () => {
    const cells = windowStates.map((state) => {
      const said = windowSteps.map((step) => {
        const move = windowCase[state][step]
        return 'to' in move ? move.to : move.no
      })
      return [state, ...said].join(' ')
    })
    expect(cells).toEqual([
      'proposed proposed asked proposed NOT_ASKED NOT_ASKED NOT_APPROVED NOT_APPROVED cancelled',
      'asked proposed asked proposed approved rejected NOT_APPROVED NOT_APPROVED cancelled',
      'approved changed asked-again changed NOT_ASKED NOT_ASKED started done cancelled',
      'changed changed asked-again changed NOT_ASKED NOT_ASKED started done cancelled',
      'asked-again changed asked-again changed approved approved started done cancelled',
      'started changed asked-again changed NOT_ASKED NOT_ASKED started done cancelled',
      'done WINDOW_OVER WINDOW_OVER WINDOW_OVER WINDOW_OVER WINDOW_OVER WINDOW_OVER done WINDOW_OVER',
      'cancelled WINDOW_OVER WINDOW_OVER WINDOW_OVER WINDOW_OVER WINDOW_OVER WINDOW_OVER WINDOW_OVER cancelled',
      'rejected proposed asked proposed NOT_ASKED NOT_ASKED NOT_APPROVED NOT_APPROVED cancelled',
    ])
    expect(moveOfWindow('proposed', 'approve')).toEqual({ to: 'asked' })
  })

  it('a proposal asks nobody; approved by maintenance production is asked, whatever the planner of it claims', () => {
    expect(judged('propose')).toMatchObject({ kind: 'known', state: 'proposed' })
    const both = {
      approvals: [
        { role: 'maintenance', by: 'p-17' },
        { role: 'production', by: 'p-31' },
      ],
    }
    const verdict = judged('approve', both)
    expect(verdict).toMatchObject({ kind: 'known', state: 'asked', file: { maintenance: { by: 'p-17' } } })
    expect(verdict.kind === 'known' && verdict.file.production).toBeUndefined()
    expect(judged('change', both)).toMatchObject({ state: 'asked' })
  })

  it('a change asks both anew, and keeps what both had agreed to', () => {
    const booked = { version: 1, start: '2026-11-24T05:00:00Z', end: '2026-11-24T09:00:00Z', workCentres: [press] }
    const known = { state: 'approved', data: { ...fileOf('approve'), booked } }
    const moved = { version: 2, start: '2026-11-24T08:00:00+01:00', end: '2026-11-24T12:00:00+01:00' }
    expect(judged('change', moved, known)).toMatchObject({ state: 'changed', file: { version: 2, booked } })
    expect(judged('approve', moved, known)).toMatchObject({ state: 'asked-again', file: { version: 2, booked } })
  })

  it('what is told late or again changes nothing', () => {
    const known = { state: 'asked', data: fileOf('approve', { version: 2 }) }
    expect(judged('approve', { version: 1 }, known)).toEqual({ kind: 'superseded', by: 2 })
    expect(judged('propose', { version: 2 }, known)).toEqual({ kind: 'known', state: 'asked', file: known.data })
    expect(judged('approve', { version: 2, start: '2026-11-24T07:00:00+01:00' }, known)).toMatchObject({
      trouble: { code: 'STALE_VERSION' },
    })
    expect(judged('change', { version: 3 }, { ...known, state: 'cancelled' })).toMatchObject({
      trouble: { code: 'WINDOW_OVER' },
    })
  })

  it.each([
    ['UNKNOWN_ASSET', {}, { places: [{ name: 'PRESS-9', known: false }] }],
    ['UNMAPPED_ASSET', {}, { places: [{ name: 'PRESS-7', known: true, equipment: 'CELL-1' }] }],
    ['TIME_TOO_OLD', { start: '2026-11-10T06:00:00Z', end: '2026-11-10T07:00:00Z' }, {}],
    ['WINDOW_TOO_LONG', { end: '2036-11-24T10:00:00+01:00' }, {}],
  ])('a window that cannot be is refused: %s', (code, over, other) => {
    expect(judgeWindow(saying('approve', over), undefined, { ...ground, ...other }, around)).toMatchObject({
      trouble: { code, owner: 'planner', suggestion: expect.stringMatching(/\.$/) },
    })
  })

  it('one that ends before it begins is refused at the door', () => {
    const read = WindowTold.safeParse({ ...told(), end: '2026-11-24T05:00:00+01:00' })
    expect(read.error?.issues).toMatchObject([{ path: ['end'], params: { code: 'END_BEFORE_START' } }])
  })
})
