import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inputsOf } from './corpus.ts'
import { parsers } from './index.ts'
import { bytesOf, judged, type Parser, textOf } from './parser.ts'

/** Nobody waits longer for one input, whatever it is; processor time, so that a crowded machine changes nothing. */
const MOST_MILLISECONDS = 50

const inputs = (parser: Parser) => [
  ...parser.seeds.map((seed, nth) => ({ file: `seed ${nth}`, bytes: bytesOf(seed) })),
  ...inputsOf(parser.name),
]

/** An input with parts of others, with words, and with bytes that do not belong there. */
function spoilt(parser: Parser): fc.Arbitrary<Uint8Array> {
  const whole = fc.constantFrom(...inputs(parser).map(({ bytes }) => bytes))
  const word = fc.constantFrom(...(parser.words ?? ['"']).map(bytesOf))
  const part = fc.tuple(whole, fc.nat(), fc.nat(64)).map(([bytes, from, length]) => {
    const at = from % (bytes.length + 1)
    return bytes.subarray(at, at + length)
  })
  const piece = fc.oneof(word, part, fc.uint8Array({ maxLength: 4 }))
  const cut = fc.tuple(fc.nat(), fc.nat(8), piece)
  return fc.tuple(whole, fc.array(cut, { minLength: 1, maxLength: 4 })).map(([bytes, cuts]) =>
    cuts.reduce<Uint8Array>((so, [from, length, put]) => {
      const at = from % (so.length + 1)
      return Buffer.concat([so.subarray(0, at), put, so.subarray(at + length)])
    }, bytes),
  )
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const before = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

describe.each(parsers.map((parser) => [parser.name, parser] as const))('%s', (_name, parser) => {
  it('keeps its promises with whatever was found before, and keeps nobody waiting', async () => {
    for (const { file, bytes } of inputs(parser)) {
      await judged(parser, bytes).catch((cause: unknown) => {
        throw new Error(`${parser.name}, ${file}: ${String(cause)}`, { cause })
      })
      // What was compiled and loaded for the first time took time of its own.
      const took = await milliseconds(() => judged(parser, bytes))
      expect(took, file).toBeLessThan(MOST_MILLISECONDS)
    }
  })

  it('keeps them with what is like it', async () => {
    const numRuns = process.env['MILLWRIGHT_FULL'] ? 5000 : 50
    await fc.assert(
      fc.asyncProperty(spoilt(parser), (bytes) =>
        judged(parser, bytes).catch((cause: unknown) => {
          throw new Error(`${String(cause)}\n${JSON.stringify(textOf(bytes))}`, { cause })
        }),
      ),
      { numRuns },
    )
  })
})
