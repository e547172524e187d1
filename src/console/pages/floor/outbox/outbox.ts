import type { FloorReport } from '#api'
import { type Entry, isOpen } from './entry.ts'
import type { Press } from '../report/presses.ts'

/** Where entries outlive the page: each is written before anything else is done with it. */
export interface Kept {
  all(): Promise<readonly Entry[]>
  add(entries: readonly Omit<Entry, 'seq'>[]): Promise<readonly Entry[]>
  put(entries: readonly Entry[]): Promise<void>
  remove(seqs: readonly number[]): Promise<void>
}

/** What the door says to one event. `later`: nothing is certain, and the same is sent again. */
export type Answer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly sentence: string; readonly now: string }
  | { readonly kind: 'later' }
  | { readonly kind: 'shut-out' }

export interface Hub {
  send(event: Entry['event']): Promise<Answer>
  /** Undefined where the hub cannot be asked. */
  reports(ids: readonly string[]): Promise<readonly FloorReport[] | undefined>
}

/** What is new about an entry; the rest stays as somebody else may have left it meanwhile. */
type Change = Pick<Entry, 'seq'> & Partial<Entry>

export type Reach = 'reached' | 'unreached' | 'shut-out'

const SETTLED_KEPT = 60
const ASKED_AT_ONCE = 50

/** Reports leave the device in the order in which they were made, one after another; the first that cannot go stops all. */
export class Outbox {
  #entries: readonly Entry[] = []
  #reach: Reach = 'reached'
  #busy: Promise<void> | undefined
  readonly #kept: Kept
  readonly #hub: Hub
  readonly #changed: () => void

  constructor(kept: Kept, hub: Hub, changed: () => void) {
    this.#kept = kept
    this.#hub = hub
    this.#changed = changed
  }

  get entries(): readonly Entry[] {
    return this.#entries
  }

  get reach(): Reach {
    return this.#reach
  }

  async open(): Promise<void> {
    this.#entries = await this.#kept.all()
    this.#changed()
  }

  /** Keeps a press on the device; only then is it shown as done. */
  async add(press: string, { title, events }: Press, takesBack?: string): Promise<void> {
    const sentence = 'Kept on this device. It is sent as soon as the hub is reached.'
    const drafts = events.map((event) => ({ press, title, event, stand: 'kept' as const, sentence, now: null }))
    const added = await this.#kept.add(drafts)
    this.#entries = [...this.#entries, ...added]
    if (takesBack) {
      const marked = this.#entries.filter((entry) => entry.press === takesBack)
      await this.#update(marked.map(({ seq }) => ({ seq, takenBack: press })))
    }
    this.#changed()
    await this.step()
  }

  /** Sends what is kept, then asks what became of what was sent. Never twice at once. */
  step(): Promise<void> {
    this.#busy ??= this.#work().finally(() => (this.#busy = undefined))
    return this.#busy
  }

  async #work(): Promise<void> {
    for (;;) {
      const next = this.#entries.find(({ stand }) => stand === 'kept')
      if (!next) break
      const answer = await this.#hub.send(next.event)
      this.#turn(answer.kind === 'later' ? 'unreached' : answer.kind === 'shut-out' ? 'shut-out' : 'reached')
      if (answer.kind === 'later' || answer.kind === 'shut-out') return
      await this.#update([
        answer.kind === 'taken'
          ? { seq: next.seq, stand: 'on-its-way', sentence: 'The hub has it.' }
          : { seq: next.seq, stand: 'refused', sentence: answer.sentence, now: answer.now, atTheDoor: true },
      ])
    }
    await this.#ask()
    await this.#forget()
  }

  async #ask(): Promise<void> {
    const open = this.#entries.filter(isOpen).slice(-ASKED_AT_ONCE)
    if (open.length === 0) return
    const reports = await this.#hub.reports(open.map(({ event }) => event.id))
    if (!reports) return this.#turn('unreached')
    this.#turn('reached')
    const by = new Map(reports.map((report) => [report.id, report]))
    const changed = open.flatMap((entry) => {
      const told = by.get(entry.event.id)
      if (!told) return []
      const { state: stand, sentence, now } = told
      return stand === entry.stand && sentence === entry.sentence ? [] : [{ seq: entry.seq, stand, sentence, now }]
    })
    if (changed.length > 0) await this.#update(changed)
  }

  /** What is settled need not be kept for ever. */
  async #forget(): Promise<void> {
    const settled = this.#entries.filter(
      (entry) => entry.stand !== 'kept' && !['on-its-way', 'waits'].includes(entry.stand),
    )
    const old = settled.slice(0, Math.max(0, settled.length - SETTLED_KEPT)).map(({ seq }) => seq)
    if (old.length === 0) return
    await this.#kept.remove(old)
    this.#entries = this.#entries.filter(({ seq }) => !old.includes(seq))
  }

  async #update(changes: readonly Change[]): Promise<void> {
    const by = new Map(changes.map((change) => [change.seq, change]))
    this.#entries = this.#entries.map((entry) => ({ ...entry, ...by.get(entry.seq) }))
    await this.#kept.put(this.#entries.filter(({ seq }) => by.has(seq)))
    this.#changed()
  }

  #turn(reach: Reach): void {
    if (reach === this.#reach) return
    this.#reach = reach
    this.#changed()
  }
}
