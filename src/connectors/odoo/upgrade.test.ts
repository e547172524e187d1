import { describe, expect, it } from 'vitest'
import { differencesBetween, type OdooShape } from './upgrade.ts'

const uses = { 'mrp.production': { rights: ['read' as const], fields: ['qty_producing', 'state'] } }
const state = (values: readonly string[]) => ({ type: 'selection', values })
const shape = (over: Partial<OdooShape> = {}): OdooShape => ({
  version: '19.0',
  profile: 19,
  uses,
  models: { 'mrp.production': { qty_producing: { type: 'float' }, state: state(['draft', 'done']) } },
  calls: { 'mrp.production': ['button_plan'] },
  recorded: { version: '19.0.1.3', methods: { 'mrp.production': { button_plan: '' } } },
  ...over,
})

describe('M15: what an upgrade changes for the hub', () => {
  it('is nothing between two that are alike', () => {
    expect(differencesBetween(shape(), shape())).toEqual([])
  })

  it('is a field that is missing, and a model', () => {
    const without = shape({ models: { 'mrp.production': { state: state(['draft', 'done']) } } })
    expect(differencesBetween(shape(), without)).toEqual([
      { kind: 'missing', what: 'the field qty_producing of mrp.production' },
    ])
    expect(differencesBetween(shape(), shape({ models: {} }))).toEqual([
      { kind: 'missing', what: 'the model mrp.production' },
    ])
  })

  it('is a type, a value or a duty that is another', () => {
    const other = shape({
      models: {
        'mrp.production': {
          qty_producing: { type: 'char', required: true, readonly: true },
          state: state(['draft', 'closed']),
        },
      },
    })
    expect(differencesBetween(shape(), other).map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
      'changed: qty_producing of mrp.production is char and was float',
      'changed: qty_producing of mrp.production has to be given now',
      'changed: qty_producing of mrp.production can only be read now',
      'changed: state of mrp.production no longer has done',
    ])
  })

  it('is known where the hub has a profile for each of them', () => {
    const used14 = { 'mrp.production': { rights: ['read' as const], fields: ['qty_producing', 'state', 'lot'] } }
    const then = shape({ models: { 'mrp.production': { qty_producing: { type: 'float' }, state: state(['draft']) } } })
    const now = shape({
      version: '14.0',
      profile: 14,
      uses: used14,
      models: { 'mrp.production': { ...shape().models['mrp.production'], lot: { type: 'many2one' } } },
    })
    expect(differencesBetween(now, then)).toEqual([
      { kind: 'known', what: 'state of mrp.production no longer has done' },
      { kind: 'known', what: 'lot of mrp.production is gone, and not used there' },
    ])
  })

  it('is a method that is missing, or that takes other parameters', () => {
    const recorded = (methods: Record<string, string>) => ({ version: '18.0', methods: { 'mrp.production': methods } })
    const older = { version: '18.0', profile: 18 }
    expect(differencesBetween(shape(), shape({ ...older, recorded: recorded({}) }))).toEqual([
      { kind: 'missing', what: 'the method button_plan of mrp.production' },
    ])
    expect(
      differencesBetween(shape(), shape({ ...older, recorded: recorded({ button_plan: 'replan=False' }) })),
    ).toEqual([{ kind: 'known', what: 'button_plan of mrp.production takes (replan=False) and took ()' }])
    expect(differencesBetween(shape(), shape({ ...older, calls: {}, recorded: recorded({}) }))).toEqual([
      { kind: 'known', what: 'button_plan of mrp.production is not called there' },
    ])
  })

  it('is not told of methods where nobody has looked at that version', () => {
    expect(differencesBetween(shape(), shape({ version: '20.0', recorded: undefined }))).toEqual([])
  })
})
