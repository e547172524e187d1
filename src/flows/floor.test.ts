import { describe, expect, it } from 'vitest'
import { quantity } from '#model/quantity'
import { anOrder } from '../../test/support/builders.ts'
import { planDiffers } from './floor.ts'

describe('WF-16: a change of the plan', () => {
  const order = anOrder({ plannedStart: '2026-11-22T06:00:00Z' })

  it('before work begins is anything the shop floor works by', () => {
    expect(planDiffers(order, anOrder({ plannedStart: '2026-11-23T06:00:00Z' }), false)).toBe(true)
    expect(
      planDiffers(
        order,
        anOrder({ plannedStart: '2026-11-22T06:00:00Z', version: '2', label: 'WH/MO/00042-001' }),
        false,
      ),
    ).toBe(false)
  })

  it('after that is the quantity alone, for Odoo moves dates with every posting', () => {
    expect(planDiffers(order, anOrder({ plannedStart: '2026-11-23T06:00:00Z' }), true)).toBe(false)
    expect(planDiffers(order, anOrder({ ordered: quantity(120) }), true)).toBe(true)
  })
})
