import { createHash } from 'node:crypto'

/** A hash of the tree, 32 bytes. */
export type Hash = Buffer

const hashOf = (...parts: readonly (string | Uint8Array)[]): Hash => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** RFC 6962 2.1: leaves and nodes are hashed under different first bytes, so that none can pass for the other. */
const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

export const leafHash = (data: string | Uint8Array): Hash => hashOf(LEAF, data)
export const nodeHash = (left: Hash, right: Hash): Hash => hashOf(NODE, left, right)

/**
 * The roots of the perfect subtrees a log of some size is made of, the largest first: one for each bit that is set in
 * the size. It is all that is needed to go on, so appending costs O(log n) and no node is ever read again.
 */
export class Frontier {
  #size: number
  readonly #roots: Hash[]

  constructor(size = 0, roots: readonly Hash[] = []) {
    if (roots.length !== bitsIn(size))
      throw new Error(`a log of ${size} has ${bitsIn(size)} subtrees, not ${roots.length}`)
    this.#size = size
    this.#roots = [...roots]
  }

  get size(): number {
    return this.#size
  }

  get roots(): readonly Hash[] {
    return this.#roots
  }

  append(leaf: Hash): void {
    let hash = leaf
    // Each subtree of the same height as what we hold joins it, as carries do when counting.
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) hash = nodeHash(this.#roots.pop()!, hash)
    this.#roots.push(hash)
    this.#size++
  }

  /** The tree's head over everything appended so far. */
  root(): Hash {
    const [last, ...larger] = this.#roots.toReversed()
    return last ? larger.reduce((right, left) => nodeHash(left, right), last) : hashOf()
  }
}

const bitsIn = (size: number): number => size.toString(2).replaceAll('0', '').length
