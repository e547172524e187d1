import { describe, expect, it } from 'vitest'
import type { Outcome } from '#engine'
import { PlantPolicy } from '#governance/rules/document'
import { labourCostOf } from '#model/labour-cost'
import { LabourReported, LabourReversed, MaintenanceOrder } from '#model/maintenance'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import { rateOn } from '#model/rate'
import { maintenanceLabour } from './labour.ts'

type Known = Outcome<MaintenanceOrderFile>['file']
const order = MaintenanceOrder.parse({
  ...{ id: 'cmms.7', label: 'WO000007', plant: 'A', state: 'started', kind: 'corrective-breakdown' },
  ...{ title: 'Replace seal', created: '2026-11-22T05:00:00.000Z', version: '1' },
})
const at = (clock: string): string => `2026-11-22T${clock}:00.000Z`
const begun: Known = { state: 'started', data: { order, origin: 'live' } }
const says = (
  id: string,
  body: object,
  file: Known = begun,
  permits: readonly string[] = [],
): Outcome<MaintenanceOrderFile> =>
  maintenanceLabour.decide({
    message: { id, messageId: `m-${id}`, plant: 'A', occurredAt: at('12:00') },
    body: 'reverses' in body ? LabourReversed.parse(body) : LabourReported.parse({ order: 'cmms.7', ...body }),
    ...{ facts: {}, file, policy: PlantPolicy.parse({}), permits },
  } as never) as Outcome<MaintenanceOrderFile>
const seal = { person: 'Mia', craft: 'fitter', started: at('08:00'), ended: at('09:30') }

describe('FIN-07: work on a maintenance order', () => {
  it('is known with who did it and for how long, told in times or in minutes', () => {
    const first = says('a', seal)
    expect(first).toMatchObject({ verdict: 'accepted', sentence: '90 min of Mia on WO000007.' })
    const second = says('b', { person: 'Ben', minutes: '20' }, first.file)
    expect(second.file!.data.labour).toEqual([
      {
        event: 'a',
        message: 'm-a',
        person: 'Mia',
        craft: 'fitter',
        at: at('08:00'),
        ended: at('09:30'),
        minutes: '90',
      },
      { event: 'b', message: 'm-b', person: 'Ben', at: at('12:00'), minutes: '20' },
    ])
    // Judged again it is still one.
    expect(says('b', { person: 'Ben', minutes: '25' }, second.file).file!.data.labour).toHaveLength(2)
  })

  it('of one person at one time counts once, unless somebody says that it was more', () => {
    const { file } = says('a', seal)
    const more = { ...seal, started: at('09:00'), ended: at('10:00') }
    expect(says('b', more, file)).toMatchObject({ verdict: 'refused', code: 'OVERLAP' })
    expect(says('b', more, file, ['OVERLAP']).file!.data.labour).toHaveLength(2)
    expect(says('b', { ...more, started: at('09:30') }, file).verdict).toBe('accepted')
    expect(says('b', { ...seal, ended: at('07:00') })).toMatchObject({ code: 'END_BEFORE_START' })
    expect(says('b', { person: 'Mia', minutes: '1000' })).toMatchObject({ verdict: 'flagged', code: 'LONG_TIME' })
  })

  it('is taken back as a whole, and waited for where that is told first', () => {
    const back = { order: 'cmms.7', reverses: 'a' }
    expect(says('z', back)).toMatchObject({ verdict: 'held', wait: { otherwise: { code: 'UNKNOWN_ORIGINAL' } } })
    const { file } = says('z', back, says('a', seal).file)
    expect(file!.data.labour).toMatchObject([{ event: 'a', takenBack: true }])
    expect(labourCostOf(file!.data.labour!, () => undefined)).toEqual([])
    expect(says('b', seal, file).verdict).toBe('accepted')
  })

  it('costs the rate of its craft on the day it began, and nothing is guessed', () => {
    const rules = ['40 EUR', '52 EUR for fitter', '54 EUR for fitter from 2026-11-23']
    const rateOf = ({ craft, at: began }: { craft?: string; at: string }) => rateOn(rules, craft, began.slice(0, 10))
    const { labour = [] } = says('b', { person: 'Ben', minutes: '20' }, says('a', seal).file).file!.data
    expect(labourCostOf(labour, rateOf).map(({ cost }) => cost?.value)).toEqual(['78', '13.33'])
    expect(labourCostOf(labour, () => undefined).map(({ cost }) => cost)).toEqual([undefined, undefined])
  })
})

it('a report of work says when it was or how long, and not both', () => {
  const parse = (body: object) => LabourReported.safeParse({ order: 'cmms.7', person: 'Mia', ...body }).success
  expect([{ minutes: '5' }, { started: at('08:00'), ended: at('09:00') }].map(parse)).toEqual([true, true])
  expect([{}, { started: at('08:00') }, { ...seal, minutes: '5' }].map(parse)).toEqual([false, false, false])
})
