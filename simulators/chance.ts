import { createHash } from 'node:crypto'

/** Chance from a seed: the same seed always draws the same, whatever else goes on. */
export interface Chance {
  /** In [0, 1). */
  next(): number
  happens(probability: number): boolean
  /** Whole number, both ends included. */
  between(least: number, most: number): number
  pick<Item>(items: readonly Item[]): Item
  normal(mean: number, deviation: number): number
  lognormal(median: number, sigma: number): number
  exponential(mean: number): number
  /** Below a shape of 1 what is young fails, above it what is worn. */
  weibull(shape: number, scale: number): number
  poisson(mean: number): number
  /** How many of n happen. */
  ofMany(n: number, probability: number): number
  /** An independent chance of its own, the same for the same name however much was drawn before. */
  named(name: string): Chance
}

export function chanceFrom(seed: string): Chance {
  const next = sfc32(createHash('sha256').update(seed).digest())
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const chance: Chance = {
    next,
    happens: (probability) => next() < probability,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (items) => items[Math.floor(next() * items.length)]!,
    normal: (mean, deviation) => mean + deviation * normal(),
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    weibull: (shape, scale) => scale * (-Math.log(1 - next())) ** (1 / shape),
    poisson(mean) {
      const limit = Math.exp(-mean)
      let count = 0
      for (let product = next(); product > limit; product *= next()) count++
      return count
    },
    ofMany(n, probability) {
      // Beyond a few thousand the exact draw is slow and the difference is nobody's business.
      if (n > 5000)
        return Math.min(n, Math.max(0, Math.round(chance.normal(n * probability, Math.sqrt(n * probability)))))
      let count = 0
      for (let at = 0; at < n; at++) if (next() < probability) count++
      return count
    },
    named: (name) => chanceFrom(`${seed}/${name}`),
  }
  return chance
}

/** Small fast counter of Chris Doty-Humphrey: 128 bits of state, passes PractRand. */
function sfc32(seed: Buffer): () => number {
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => seed.readInt32LE(at)) as [number, number, number, number]
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let at = 0; at < 12; at++) draw()
  return draw
}
