import type { Receipt } from '../contract.ts'

/** How many events of a request came to the same, so that each counter moves once a request. */
export class Tally {
  readonly #counts = new Map<string, { readonly status: Receipt['status']; readonly type: string; times: number }>()

  add(status: Receipt['status'], type: string): void {
    const name = `${status} ${type}`
    const count = this.#counts.get(name)
    if (count) count.times++
    else this.#counts.set(name, { status, type, times: 1 })
  }

  [Symbol.iterator]() {
    return this.#counts.values()
  }
}
