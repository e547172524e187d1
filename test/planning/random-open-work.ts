import fc from 'fast-check'
import { instant, minutes } from '#kernel/time'
import type { OpenWork } from '#model/open-work'

export const now = '2026-11-23T06:00:00.000Z'
const at = (minute: number, second = 0) => instant(Date.parse(now) + minute * minutes(1) + second * 1000)

const step = fc.record({
  centre: fc.nat(2),
  others: fc.subarray([0, 1, 2]),
  minutes: fc.double({ min: 5, max: 300, noNaN: true }),
  pause: fc.nat(200),
  second: fc.nat(59),
  material: fc.option(fc.integer({ min: -600, max: 3000 }), { freq: 4 }),
})
const order = fc.record({
  begins: fc.integer({ min: -120, max: 2000 }),
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
  promised: fc.option(fc.integer({ min: 0, max: 4000 })),
  isUrgent: fc.boolean(),
  isStarted: fc.integer({ min: 0, max: 5 }),
})
const leave = fc.record({
  centre: fc.nat(2),
  from: fc.integer({ min: -200, max: 1500 }),
  minutes: fc.integer({ min: 1, max: 900 }),
})

/** Orders as an ERP has them: overlapping, overdue, to the second, on work centres some of which are down. */
export const aPlantsWork: fc.Arbitrary<OpenWork> = fc
  .record({
    orders: fc.array(order, { minLength: 1, maxLength: 6 }),
    leaves: fc.array(leave, { maxLength: 4 }),
    nights: fc.boolean(),
  })
  .map(({ orders, leaves, nights }) => {
    const days = Array.from({ length: 40 }, (_, day) => day * 1440)
    const operations: OpenWork['operations'] = []
    const told: OpenWork['orders'] = []
    for (const [nth, { begins, steps, promised, isUrgent, isStarted }] of orders.entries()) {
      const id = `odoo.${nth + 1}` as OpenWork['orders'][number]['order']
      let from = begins
      let before: string | undefined
      const first = operations.length
      for (const [place, one] of steps.entries()) {
        const operation = `odoo.operation.${operations.length + 1}`
        const until = from + Math.ceil(one.minutes)
        const choices = [one.centre, ...one.others.filter((other) => other !== one.centre)]
        operations.push({
          operation,
          order: id,
          name: ['Cut', 'Weld', 'Paint', 'Pack'][place]!,
          place: {
            ...{ workCentre: `W${one.centre}`, from: at(from, one.second), until: at(until, one.second) },
            minutes: one.minutes,
          },
          isStarted: place === 0 && isStarted === 0,
          left: one.minutes / 2,
          after: before ? [before] : [],
          choices: choices.map((centre) => ({ workCentre: `W${centre}`, minutes: one.minutes * (1 + centre / 10) })),
          ...(one.material === null ? {} : { material: at(one.material) }),
        })
        before = operation
        from = until + one.pause
      }
      told.push({
        order: id,
        label: `MO-${nth + 1}`,
        isUrgent,
        from: operations[first]!.place.from,
        until: operations.at(-1)!.place.until,
        lacks: [],
        ...(promised === null ? {} : { promised: at(promised) }),
      })
    }
    return {
      hours: [
        {
          id: 'day',
          open: nights
            ? [{ from: at(-1440), until: at(60_000) }]
            : days.map((day) => ({ from: at(day), until: at(day + 600) })),
        },
      ],
      workCentres: [0, 1, 2].map((nth) => ({
        ...{ id: `W${nth}`, name: `Work centre ${nth}`, hours: 'day' },
        leaves: leaves.flatMap((one, at2) =>
          one.centre === nth
            ? [{ id: `L${at2}`, title: 'Down', from: at(one.from, 10), until: at(one.from + one.minutes, 20) }]
            : [],
        ),
      })),
      orders: told,
      operations,
      unplanned: 0,
    }
  })
