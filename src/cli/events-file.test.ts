import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchesOf, eventTextsIn } from './events-file.ts'

describe('a file of events', () => {
  it.each([
    ['one event', '{"id":"a"}\n', ['{"id":"a"}']],
    ['one event over several lines', '{\n "id": "a"\n}', ['{\n "id": "a"\n}']],
    ['an array', '[{"id":"a"},{"id":"b"}]', ['{"id":"a"}', '{"id":"b"}']],
    ['a line each', '{"id":"a"}\r\n\n{"id":"b"}\n', ['{"id":"a"}', '{"id":"b"}']],
  ])('may hold %s', (_what, content, events) => {
    expect(eventTextsIn(content, 'x.json')).toEqual(events)
  })

  it.each([
    ['nothing', '', 'x.json holds no events.'],
    ['an empty array', '[]', 'x.json holds no events.'],
    ['half a line', '{"id":"a"}\n{"id":', 'Line 2 of x.json is not JSON; one event stands on one line.'],
  ])('that holds %s is told apart', (_what, content, sentence) => {
    expect(() => eventTextsIn(content, 'x.json')).toThrow(sentence)
  })

  it('is cut into requests that keep every event in its order and stay small', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 }), { maxLength: 1500 }), (texts) => {
        const batches = [...batchesOf(texts)]
        expect(batches.flat()).toEqual(texts)
        expect(batches.every((batch) => batch.length > 0 && batch.length <= 500)).toBe(true)
      }),
      { numRuns: 20 },
    )
    const large = 'x'.repeat(3 * 1024 * 1024)
    expect([...batchesOf([large, large])]).toHaveLength(2)
  })
})
