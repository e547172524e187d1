import { defineFlow, type Outcome } from '#engine'
import { minutes } from '#kernel/time'
import { PartTaken } from '#model/maintenance'
import { PART_CONSUMED, PART_TAKEN } from '#model/maintenance-events'
import { spoken } from '#model/quantity'

/** Whatever leaves a storeroom leaves it for some work: what names none is asked for it, and books nothing meanwhile. */
export const partTaking = defineFlow({
  name: 'part-taking',
  version: '1',
  purpose:
    'A part or consumable that left the storeroom is what a maintenance order has used, or somebody says for which',
  owner: 'warehouse',
  on: [PART_TAKEN],
  body: PartTaken,
  target: { p95: minutes(1), p99: minutes(5) },

  decide({ message: { id, source, occurredAt }, body }): Outcome {
    const { order, by, ...used } = body
    const what = `${spoken(used.quantity)} of ${used.partName ?? used.part}`
    if (order === undefined) {
      const sentence = `${what} left the storeroom${by ? `, taken by ${by}` : ''}, and nobody said for which maintenance order.`
      const suggestion =
        'Correct it by the maintenance order it was for, or skip this with the reason why there is none.'
      const trouble = { code: 'NO_DEMAND', owner: 'warehouse', sentence, suggestion } as const
      return { verdict: 'refused', code: trouble.code, sentence, trouble }
    }
    const data = { order, ...used }
    return {
      verdict: 'accepted',
      sentence: `${what} left the storeroom for ${order}.`,
      // By the name of what was told, so that told again it is the same.
      events: [
        { specversion: '1.0', id: `used.${id}`.slice(0, 128), source, type: PART_CONSUMED, time: occurredAt, data },
      ],
    }
  },

  answered: (): Outcome => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})
