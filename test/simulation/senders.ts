import type { Acceptance } from '#engine'
import { seconds } from '#kernel/time'
import type { SimulatedDatabase } from './database/database.ts'
import { nameOf } from './database/tables.ts'
import { messageOf, type PlantEvent, SOURCE, type Story } from './events.ts'
import type { Faults } from './faults.ts'
import type { SimulatedHub } from './hubs.ts'
import type { Process } from './process.ts'
import { Violation } from './watch.ts'

export interface SenderParts {
  readonly plant: Process
  readonly faults: Faults
  readonly hubs: readonly SimulatedHub[]
  readonly database: SimulatedDatabase
  /** How much longer than usual it takes until the plant says the next thing. */
  readonly slowness: number
}

/** The plant's side: tells each story until everything in it is acknowledged, and remembers what was. */
export class Senders {
  readonly acknowledged = new Set<string>()
  readonly #parts: SenderParts
  #busy = 0

  constructor(parts: SenderParts) {
    this.#parts = parts
  }

  get areDone(): boolean {
    return this.#busy === 0
  }

  start(stories: readonly Story[]): void {
    for (const story of stories) this.#whileBusy(this.#tell(story))
  }

  #whileBusy(work: Promise<void>): void {
    this.#busy++
    void work.then(() => this.#busy--)
  }

  async #tell(story: Story): Promise<void> {
    const { plant, faults, slowness } = this.#parts
    const doesReorder = faults.isOn('reorder')
    const under: Promise<void>[] = []
    let previous = Promise.resolve()
    for (const event of story.events) {
      const pace = faults.isCalm ? 1 : slowness
      await plant.clock.sleep(pace * plant.random.between(1, plant.random.chance(0.3) ? 12_000 : 1500))
      const told = event.nature === 'transition' ? previous.then(() => this.#deliver(event)) : this.#deliver(event)
      if (event.nature === 'transition') previous = told
      under.push(told)
      if (!doesReorder) await told
    }
    await Promise.all(under)
  }

  async #deliver(event: PlantEvent): Promise<void> {
    const { plant, faults } = this.#parts
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#send(event)
      if (answer) {
        this.#acknowledge(event, answer)
        break
      }
      await plant.clock.sleep(Math.min(seconds(8), 500 * 2 ** attempt))
    }
    if (faults.strikes('duplicate', 0.3)) this.#whileBusy(this.#again(event, event.body))
    if (faults.strikes('other-content', 0.1)) this.#whileBusy(this.#again(event, { ...event.body, other: true }))
  }

  /** The same id once more, perhaps with other content. */
  async #again(event: PlantEvent, body: PlantEvent['body']): Promise<void> {
    const { plant } = this.#parts
    await plant.clock.sleep(plant.random.between(1, seconds(30)))
    const answer = await this.#send(event, body)
    const expected = body === event.body ? 'duplicate' : 'conflict'
    if (answer && answer.kind !== expected)
      throw new Violation(`I2: a second ${event.id} was ${answer.kind} and not a ${expected}`)
  }

  /** One delivery; undefined when it was not acknowledged. */
  #send(event: PlantEvent, body = event.body): Promise<Acceptance | undefined> {
    const { plant, hubs, faults } = this.#parts
    const { process, engine } = plant.random.pick(hubs)
    return new Promise((resolve) => {
      const back = (answer?: Acceptance) => {
        if (!process.isCut('plant', 'back') && !faults.strikes('lost-acknowledgement', 0.15))
          plant.reach(plant.random.between(1, 20), 'hears', () => resolve(answer))
      }
      plant.reach(seconds(10), 'gives up', () => resolve(undefined))
      process.reach(plant.random.between(1, 20), 'is told', () => {
        if (process.isCut('plant', 'there')) return
        void engine.receive([messageOf(event, process, body)]).then(
          ([answer]) => back(answer),
          () => back(),
        )
      })
    })
  }

  /** I1, I2: acknowledged is durable, and it is the one message of this name. */
  #acknowledge(event: PlantEvent, answer: Acceptance): void {
    const { tables } = this.#parts.database
    const seen = tables.seen.get(nameOf(SOURCE, event.id))
    if (!seen || !tables.journal.has(answer.messageId))
      throw new Violation(`I1: ${event.id} was acknowledged and is not in the journal`)
    if (seen.messageId !== answer.messageId || answer.kind === 'conflict')
      throw new Violation(`I2: ${event.id} was acknowledged as another message`)
    this.acknowledged.add(event.id)
  }
}
