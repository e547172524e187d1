import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { Duration } from '#kernel/time'
import type { NewMessage } from '#engine'
import type { Faults } from './faults.ts'
import type { Process } from './process.ts'
import type { Random } from './random.ts'

/** An event as its source has it; each delivery makes a new message of it. */
export interface PlantEvent {
  readonly id: string
  readonly type: string
  readonly key: string
  readonly nature: NewMessage['nature']
  readonly urgency: NewMessage['urgency']
  readonly body: Record<string, Json>
}

/** How much there is in a world. */
export interface Size {
  readonly stories: number
  /** In a story. */
  readonly events: number
  /** After so much time at least, and at most, nothing goes wrong any more. */
  readonly calm: readonly [Duration, Duration]
}

/** What a plant says about one thing, in its order: transitions wait for each other, movements do not. */
export interface Story {
  readonly thing: string
  readonly events: readonly PlantEvent[]
}

const badWays = ['facts', 'decide', 'no-keeper', 'twice', 'silent', 'no-question', 'unwritable'] as const

/** Writes the stories of a seed. */
export function storiesOf(random: Random, faults: Faults, size: Size): readonly Story[] {
  const lines = random.between(1, 3)
  return Array.from({ length: random.between(1, size.stories) }, (_, nth) => {
    const thing = `thing-${nth}`
    const events: PlantEvent[] = []
    let steps = 0
    const say = (type: string, nature: NewMessage['nature'], body: Record<string, Json>) =>
      events.push({
        id: `${thing}.${events.length}`,
        type,
        key: body['order'] ? String(body['order']) : thing,
        nature,
        urgency: random.chance(0.2) ? 'critical' : 'bulk',
        body,
      })
    const common = () => ({ thing, line: `line-${random.between(1, lines)}`, ...fateOf(random, faults) })
    for (let left = random.between(2, size.events); left > 0; left--) {
      const kind = random.next()
      if (kind < 0.3) say('sim.step.v1', 'transition', { ...common(), n: ++steps, parts: random.between(1, 3) })
      else if (kind < 0.75) say('sim.add.v1', 'movement', { ...common(), amount: random.between(1, 50) })
      else if (kind < 0.85)
        say('mfg.production.output.received.v1', 'movement', {
          order: `odoo.${nth}`,
          quantity: { value: `${random.between(1, 9)}`, uom: 'H87' },
        })
      else if (faults.strikes('bad-messages', 0.4)) {
        const nature = random.pick(['movement', 'movement', 'transition'] as const)
        const way = random.between(0, badWays.length + 2)
        if (way < badWays.length) say('sim.bad.v1', nature, { ...common(), how: badWays[way]! })
        else if (way === badWays.length) say('sim.bad.v1', nature, { thing, line: 'no such field', how: 5 })
        else if (way === badWays.length + 1) say('sim.unknown.v1', nature, common())
        else say('sim.ask.v1', nature, common())
      }
    }
    if (random.chance(0.4)) say('sim.close.v1', 'transition', { thing, line: `line-${random.between(1, lines)}` })
    return { thing, events }
  })
}

function fateOf(random: Random, faults: Faults): { readonly fate?: string } {
  if (faults.strikes('refused-effects', 0.15)) return { fate: 'refused' }
  return faults.chosen.has('ledger-moody') && random.chance(0.4) ? { fate: 'moody' } : {}
}

export const SOURCE = '/plants/A/systems/mes'

/** The message that the door of a hub makes of a delivery. */
export function messageOf(event: PlantEvent, door: Process, body: Record<string, Json> = event.body): NewMessage {
  const at = door.now()
  return {
    messageId: door.ids(),
    plant: 'A',
    stream: 'production-order',
    key: event.key,
    source: SOURCE,
    id: event.id,
    type: event.type,
    nature: event.nature,
    urgency: event.urgency,
    occurredAt: at,
    receivedAt: at,
    correlation: event.id,
    origin: 'live',
    receivedFrom: 'mes',
    payloadHash: sha256(canonicalJson(body)),
    body,
    eventText: '',
  }
}
