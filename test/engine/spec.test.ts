import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** The two-way checklist of the engine's SPEC: every promise has its tests, every test its promise. */
const spec = readFileSync('src/engine/SPEC.md', 'utf8')
const invariants = [...spec.matchAll(/^\| (I\d+) .*\| ([^|]+) \|$/gm)].map(([, number, shownBy]) => ({
  number: number!,
  files: [...shownBy!.matchAll(/`([^`]+\.ts)`/g)].map(([, file]) => file!),
  isSimulated: shownBy!.includes('Simulation'),
}))
const tests = globSync('test/{engine,simulation,contracts}/**/*.ts').map((file) => ({
  file,
  numbers: new Set(readFileSync(file, 'utf8').match(/\bI\d+\b/g)),
}))

describe('the SPEC of the engine', () => {
  it('numbers its invariants without a hole', () => {
    expect(invariants.map(({ number }) => number)).toEqual(invariants.map((_, nth) => `I${nth + 1}`))
  })

  it.each(invariants)('$number is named by the tests it names', ({ number, files, isSimulated }) => {
    const silent = files.filter(
      (wanted) => !tests.some(({ file, numbers }) => path.basename(file) === wanted && numbers.has(number)),
    )
    expect(silent).toEqual([])
    const watched = tests.some(
      ({ file, numbers }) => /simulation\/(watch|outcome|senders)\.ts$/.test(file) && numbers.has(number),
    )
    expect(watched || !isSimulated).toBe(true)
  })

  it.each(tests.filter(({ numbers }) => numbers.size > 0))('$file names only what it promises', ({ numbers }) => {
    const known = new Set(invariants.map(({ number }) => number))
    expect([...numbers].filter((number) => !known.has(number))).toEqual([])
  })
})
