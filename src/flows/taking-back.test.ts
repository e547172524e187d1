import { describe, expect, it } from 'vitest'
import type { Posting, RefusedFact } from '#engine'
import type { OrderFile } from '#model/production-order-case'
import { type Quantity, quantity } from '#model/quantity'
import { aPolicy, anOrder } from '../../test/support/builders.ts'
import { openedFrom } from './standing.ts'
import { onReversalAnswer, takeBack } from './taking-back.ts'

const file = openedFrom(anOrder())
const RECEIPT = 'mfg.production.output.received.v1'
const received: Posting = {
  ...{ messageId: 'm-1', seq: 1, nature: 'movement', source: '/plants/A/systems/mes', id: 'REC-7', type: RECEIPT },
  ...{ body: { quantity: quantity(10) }, progress: 'closed' },
  effects: [{ effectKey: 'k-1', operation: 'receiveOutput', state: 'confirmed' }],
}
const takenBack = (value: number): OrderFile => ({
  ...file,
  takenBack: { 'k-1': { quantity: quantity(value), of: 'BRACKET-A' } },
})
const takes = (told: readonly Posting[] | RefusedFact | undefined, wanted?: Quantity, before = file) =>
  takeBack(
    {
      ...{
        body: { reverses: 'REC-7', quantity: wanted },
        file: before,
        told,
        type: RECEIPT,
        operation: 'receiveOutput',
      },
      quantityOf: (body) => (body as { quantity: Quantity }).quantity,
      ...{ of: () => 'BRACKET-A', patience: aPolicy.patience.original },
    },
    ({ effectKey }, amount, data) => ({
      verdict: 'accepted',
      sentence: `${amount.value} of ${effectKey}`,
      file: { state: 'started', data },
    }),
  )

describe('taking a report back', () => {
  it('takes all that is left of it, or so much of it as is said, and knows how much that was', () => {
    expect(takes([received])).toMatchObject({ sentence: '10 of k-1', file: { data: takenBack(10) } })
    expect(takes([received], quantity(4))).toMatchObject({ sentence: '4 of k-1', file: { data: takenBack(4) } })
    expect(takes([received], undefined, takenBack(4))).toMatchObject({
      sentence: '6 of k-1',
      file: { data: takenBack(10) },
    })
    expect(takes([received], quantity('0.5', 'DZN'))).toMatchObject({ file: { data: takenBack(6) } })
  })

  it.each([
    [
      'more than was reported',
      quantity(11),
      file,
      '11 pcs of event REC-7 were to be taken back, but only 10 pcs are left',
    ],
    ['more than is left of it', quantity(7), takenBack(4), 'only 6 pcs are left of it'],
    ['what is taken back already', undefined, takenBack(10), 'Nothing is left of event REC-7'],
  ])('never takes back %s', (_what, wanted, before, sentence) => {
    const outcome = takes([received], wanted, before)
    expect(outcome).toMatchObject({ verdict: 'refused', code: 'OVER_REVERSAL' })
    expect(outcome.sentence).toContain(sentence)
  })

  it('in a unit that says nothing of what was reported is refused to whoever sent it', () => {
    expect(takes([received], quantity(4, 'KGM'))).toMatchObject({
      ...{ verdict: 'refused', code: 'UOM_NOT_CONVERTIBLE' },
      sentence: '4 kg of event REC-7 were to be taken back, but it told of 10 pcs.',
    })
  })

  it.each([
    ['has not arrived', []],
    ['is not asked for yet', undefined],
    ['is not booked yet', [{ ...received, progress: 'deciding' as const }]],
    ['was refused by Odoo so far', [{ ...received, effects: [{ ...received.effects[0]!, state: 'refused' }] }]],
  ])('waits for a report that %s', (_what, told) => {
    expect(takes(told as readonly Posting[])).toMatchObject({
      verdict: 'held',
      wait: { atMost: aPolicy.patience.original, otherwise: { code: 'UNKNOWN_ORIGINAL' } },
    })
  })

  it.each([
    ['is of another kind', [{ ...received, type: 'mfg.production.scrap.recorded.v1' }], 'of another kind'],
    ['was never booked', [{ ...received, effects: [] }], 'was not booked'],
    ['was erased since', { refused: { code: 'ERASED', sentence: 'What event REC-7 said was erased.' } }, 'was erased'],
  ])('is refused of a report that %s', (_what, told, sentence) => {
    const outcome = takes(told as readonly Posting[])
    expect(outcome).toMatchObject({ verdict: 'refused', code: 'UNKNOWN_ORIGINAL' })
    expect(outcome.sentence).toContain(sentence)
  })
})

describe('what Odoo answers to a taking back', () => {
  const answered = (state: 'confirmed' | 'refused', data: OrderFile | undefined, body: object) =>
    onReversalAnswer(
      {
        body: { state, body, failure: { sentence: 'the period is closed' } },
        file: data && { state: 'started', data },
      } as never,
      (now, of, amount) => ({ ...now, received: quantity(`${amount.value}`), order: { ...now.order, label: of } }),
    )
  const asked = { original: 'k-1', quantity: quantity(4) }

  it('a no counts as not taken back, and gives back what was taken from the tally', () => {
    expect(answered('refused', takenBack(10), asked)).toMatchObject({
      sentence: 'Odoo refused: the period is closed',
      file: { data: { ...takenBack(6), received: quantity(4), order: { label: 'BRACKET-A' } } },
    })
  })

  it('changes nothing where it is a yes, where nobody follows the order, or where nothing of it was counted', () => {
    expect(answered('confirmed', takenBack(10), asked).file).toBeUndefined()
    expect(answered('refused', undefined, asked).file).toBeUndefined()
    expect(answered('refused', takenBack(10), { ...asked, original: 'k-2' }).file?.data).toEqual(takenBack(10))
    expect(answered('refused', takenBack(10), { original: 'k-1' }).file?.data).toEqual(takenBack(10))
  })
})
