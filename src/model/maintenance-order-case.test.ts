import { describe, expect, it } from 'vitest'
import { maintenanceStates } from './maintenance.ts'
import { maintenanceCase, maintenanceSteps, moveOf, stepsBetween } from './maintenance-order-case.ts'

const pairs = maintenanceStates.flatMap((from) => maintenanceStates.map((to) => [from, to] as const))

describe('DOM-03: the life of a maintenance order', () => {
  it('says for every state and every step where it leads, or why not', () => {
    const cells = maintenanceStates.map((state) => {
      const said = maintenanceSteps.map((step) => {
        const move = maintenanceCase[state][step]
        return 'to' in move ? move.to : move.no
      })
      return [state, ...said].join(' ')
    })
    expect(cells).toEqual([
      'requested requested approved NOT_APPROVED requested NOT_APPROVED NOT_APPROVED NOT_APPROVED NOT_APPROVED cancelled NOTHING_TO_REOPEN',
      'approved approved approved scheduled approved started held completed closed cancelled NOTHING_TO_REOPEN',
      'scheduled scheduled scheduled scheduled scheduled started held completed closed cancelled approved',
      'started started started started started started held completed closed cancelled approved',
      'held held held held held started held completed closed cancelled approved',
      'completed completed OVER OVER completed OVER OVER completed closed OVER approved',
      'closed closed OVER OVER closed OVER OVER OVER closed OVER approved',
      'cancelled cancelled OVER OVER cancelled OVER OVER OVER OVER cancelled approved',
    ])
  })

  it.each(pairs)('finds lawful steps from %s to %s, or none where there are none', (from, to) => {
    const steps = stepsBetween(from, to)
    let state = from
    for (const step of steps) {
      const move = moveOf(state, step)
      if ('no' in move) throw new Error(`${state} may not ${step}`)
      state = move.to
    }
    // What was approved is never only asked for again.
    expect(state).toBe(to === 'requested' ? from : to)
    expect(steps.slice(0, -1).filter((step) => step !== 'approve' && step !== 'reopen')).toEqual([])
  })

  it('tells what nobody saw happen by the fewest steps', () => {
    expect(stepsBetween('approved', 'completed')).toEqual(['complete'])
    expect(stepsBetween('requested', 'started')).toEqual(['approve', 'start'])
    expect(stepsBetween('completed', 'started')).toEqual(['reopen', 'start'])
    expect(stepsBetween('closed', 'completed')).toEqual(['reopen', 'complete'])
    expect(stepsBetween('cancelled', 'scheduled')).toEqual(['reopen', 'schedule'])
    expect(stepsBetween('held', 'approved')).toEqual(['reopen'])
  })
})
