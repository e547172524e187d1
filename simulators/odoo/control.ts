import { createServer, type IncomingMessage, type Server } from 'node:http'
import { z } from 'zod'
import { archive } from './archive.ts'
import { Ground } from './books/lay-out.ts'
import type { SimulatedOdoo } from './odoo.ts'
import { deployOlder, OlderProcedures } from './procedures/procedures.ts'
import { bookings, counts, effectTruth, orderTruth } from './truth.ts'

const Keys = z.strictObject({ keys: z.array(z.string()) })
const Archiving = z.strictObject({ overSince: z.iso.datetime() })

/**
 * For tests, benches and judges; listens on this machine only. `GET /truth`, `GET /truth/orders/1`, `GET /truth/effects`
 * (or a part of it, `?from=0&count=1000`), `POST /truth/effects {"keys": [...]}`, `POST /ground {...}`, `GET|POST /faults {"busy": 0.1}`, `GET /state`,
 * `POST /deployed [{"name": "effects", "hash": "…"}]`, `POST /archive {"overSince": "2026-11-22T06:04:11.250Z"}`.
 */
export function control(odoo: Pick<SimulatedOdoo, 'books' | 'faults' | 'layOut' | 'setFaults' | 'counts'>): Server {
  const { books } = odoo

  function answer(what: string, body: unknown): readonly [status: number, value: object] {
    const [, order] = /^GET \/truth\/orders\/(\d+)$/.exec(what) ?? []
    if (order !== undefined) {
      const known = books.orders.get(Number(order))
      return known ? [200, orderTruth(known)] : [404, { code: 'UNKNOWN_ORDER' }]
    }
    const [, from, count] = /^GET \/truth\/effects\?from=(\d+)&count=(\d+)$/.exec(what) ?? []
    if (from !== undefined) return [200, bookings(books, Number(from), Number(count))]
    switch (what) {
      case 'GET /truth':
        return [200, counts(books)]
      case 'GET /truth/effects':
        return [200, bookings(books)]
      case 'GET /state':
        return [200, odoo.counts()]
      case 'GET /faults':
        return [200, odoo.faults]
      case 'POST /faults': {
        const wrong = odoo.setFaults(body)
        return wrong === undefined ? [200, odoo.faults] : [422, { wrong }]
      }
      case 'POST /truth/effects': {
        const asked = Keys.safeParse(body)
        return asked.success
          ? [200, effectTruth(books, asked.data.keys)]
          : [422, { wrong: z.prettifyError(asked.error) }]
      }
      case 'POST /archive': {
        const asked = Archiving.safeParse(body)
        return asked.success
          ? [200, archive(books, asked.data.overSince.slice(0, 23))]
          : [422, { wrong: z.prettifyError(asked.error) }]
      }
      case 'POST /ground': {
        const asked = Ground.safeParse(body)
        if (!asked.success) return [422, { wrong: z.prettifyError(asked.error) }]
        const orders = odoo.layOut(asked.data)
        return orders instanceof Error ? [422, { wrong: orders.message }] : [200, { orders }]
      }
      case 'POST /deployed': {
        const asked = OlderProcedures.safeParse(body)
        if (!asked.success) return [422, { wrong: z.prettifyError(asked.error) }]
        deployOlder(asked.data)
        return [200, {}]
      }
      default:
        return [404, { code: 'NOT_FOUND' }]
    }
  }

  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const [status, value] = answer(`${request.method} ${request.url}`, body)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    })
  })
  // Who judges a large storm thinks for a while between two questions.
  server.keepAliveTimeout = 0
  return server
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
