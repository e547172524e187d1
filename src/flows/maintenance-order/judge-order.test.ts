import { describe, expect, it } from 'vitest'
import { MaintenanceOrder } from '#model/maintenance'
import { coded } from './coding.ts'
import { judgeStep } from './judge-order.ts'

const anOrder = (over: object = {}): MaintenanceOrder =>
  MaintenanceOrder.parse({
    id: 'cmms.7',
    label: 'WO000007',
    plant: 'A',
    state: 'approved',
    kind: 'corrective-breakdown',
    title: 'Replace seal',
    asset: 'PRESS-1',
    created: '2026-11-22T05:00:00.000Z',
    version: '1',
    ...over,
  })
const refusedFact = { refused: { code: 'UNKNOWN_MAINTENANCE_ORDER', sentence: 'The CMMS has no order 7.' } }
const file = (state: string, over: object = {}) => ({ state, data: { order: anOrder(over), origin: 'live' } as const })

describe('DOM-03: a step of a maintenance order', () => {
  it('begins at its beginning, and what it has become since is told by steps of its own', () => {
    const told = anOrder({ state: 'completed' })
    expect(judgeStep('create', { order: 'cmms.7', told }, 'A', undefined, undefined)).toMatchObject({
      kind: 'goes-on',
      state: 'approved',
      healed: false,
    })
  })

  it('is healed where it comes before the beginning: the owner says what the order is', () => {
    const asked = anOrder({ state: 'completed' })
    expect(judgeStep('complete', { order: 'cmms.7' }, 'A', undefined, asked)).toMatchObject({
      kind: 'goes-on',
      state: 'completed',
      healed: true,
      file: { origin: 'reconciled' },
    })
    expect(judgeStep('create', { order: 'cmms.7' }, 'A', file('completed'), undefined)).toMatchObject({
      kind: 'goes-on',
      state: 'completed',
    })
  })

  it('is put before somebody where the owner knows no such order, or has it in another plant', () => {
    const unknown = { kind: 'trouble', trouble: { code: 'UNKNOWN_MAINTENANCE_ORDER' } }
    expect(judgeStep('start', { order: 'cmms.7' }, 'A', undefined, refusedFact)).toMatchObject(unknown)
    expect(judgeStep('start', { order: 'cmms.7' }, 'B', undefined, anOrder())).toMatchObject(unknown)
  })

  it('is refused in words where the order is over, or was never approved', () => {
    const sentences = [judgeStep('start', { order: 'cmms.7' }, 'A', file('cancelled'), undefined)]
      .concat(judgeStep('complete', { order: 'cmms.7' }, 'A', file('requested'), undefined))
      .map((verdict) => verdict.kind === 'trouble' && verdict.trouble.sentence)
    expect(sentences).toEqual([
      'WO000007 cannot be started: it is cancelled, and it is over.',
      'WO000007 cannot be completed: it is requested, and nobody has approved it yet.',
    ])
  })
})

describe('T24: a breakdown that is over without a failure mode', () => {
  it('is left out and put before somebody, once', () => {
    const told = coded('completed', file('completed').data)
    expect(told).toMatchObject({ file: { data: { uncoded: true } }, reminders: [{ name: 'failure-mode', after: 0 }] })
    expect(coded('closed', { ...file('closed').data, uncoded: true }).reminders).toBeUndefined()
  })

  it('counts again when it is coded, and nobody is asked any more', () => {
    const late = { ...file('closed', { failure: { mode: 'LEAK' } }).data, uncoded: true } as const
    const { file: after, settles } = coded('closed', late)
    expect(after?.data).not.toHaveProperty('uncoded')
    expect(settles).toEqual([{ code: 'FAILURE_MODE_MISSING', reminder: 'failure-mode' }])
  })

  it('is nobody’s business where nothing broke, or the work is not over', () => {
    expect(coded('completed', file('completed', { kind: 'preventive-time' }).data)).not.toHaveProperty('reminders')
    expect(coded('started', file('started').data)).not.toHaveProperty('reminders')
  })
})
