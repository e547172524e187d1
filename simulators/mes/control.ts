import { createServer, type IncomingMessage, type Server } from 'node:http'
import { minutes } from '../../src/kernel/time.ts'
import type { Faults } from './faults.ts'
import type { Floor } from './floor.ts'
import { answer } from './inbox.ts'
import type { PlantClock } from './plant-clock.ts'

export interface ControlParts {
  readonly floor: Floor
  readonly clock: PlantClock
  readonly faults: Faults
  readonly wake: () => void
}

/**
 * For tests and for people who want to see something go wrong; listens on this machine only.
 * `GET /truth`, `GET /state`, `GET|POST /faults {"silent": true}`, `POST /clock {"speed": 600}` or `{"skipMinutes": 60}`.
 */
export function control({ floor, clock, faults, wake }: ControlParts): Server {
  return createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const reply = (status: number, value: object) => answer(response, status, value)
      switch (`${request.method} ${request.url}`) {
        case 'GET /truth':
          return reply(200, floor.truth())
        case 'GET /state':
          return reply(200, { ...floor.counts(), clock: new Date(floor.now()).toISOString(), speed: clock.speed() })
        case 'GET /faults':
          return reply(200, faults)
        case 'POST /faults': {
          const wrong = body ? floor.turn(body) : ['not JSON']
          wake()
          return reply(wrong.length > 0 ? 422 : 200, wrong.length > 0 ? { wrong } : faults)
        }
        case 'POST /clock': {
          const { speed, skipMinutes } = body ?? {}
          if (typeof speed === 'number' && speed > 0) clock.setSpeed(speed)
          if (typeof skipMinutes === 'number' && skipMinutes >= 0) clock.skip(minutes(skipMinutes))
          wake()
          return reply(200, { clock: new Date(clock.now()).toISOString(), speed: clock.speed() })
        }
        default:
          return reply(404, { code: 'NOT_FOUND' })
      }
    })
  })
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
