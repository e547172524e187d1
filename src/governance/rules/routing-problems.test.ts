import { describe, expect, it } from 'vitest'
import { Alerting } from './alerting.ts'
import { sayWhomNobodyKnows } from './routing-problems.ts'

const systems = [
  { id: 'post', plants: ['A'], kind: 'mail' },
  { id: 'pager', plants: ['A', 'B'], kind: 'webhook' },
  { id: 'odoo', plants: ['A'], kind: 'odoo' },
  { id: 'silent', plants: ['A'] },
]
const eva = { plant: 'A', id: 'eva', via: 'post', address: 'eva@example.com' }
const shift = { plant: 'B', id: 'shift', via: 'pager' }
const route = (plant: string, id: string, ...to: readonly string[][]) => ({
  ...{ plant, id },
  steps: to.map((each, nth) => ({ after: nth * 60_000, to: each })),
})
const said = (recipients: readonly object[], routes: readonly object[] = []) => {
  const problems: string[] = []
  const known = { plants: [{ id: 'A' }, { id: 'B' }], systems, flows: [] }
  sayWhomNobodyKnows(Alerting.parse({ recipients, routes }), known, (pointer, sentence) => {
    problems.push(`${pointer}: ${sentence}`)
  })
  return problems
}

describe('whom alerts go to', () => {
  it('is known: by mail with an address, by a channel that has one of its own without', () => {
    expect(said([eva, shift], [route('A', 'all', ['eva']), route('B', 'all', ['shift'], ['shift'])])).toEqual([])
  })

  it.each([
    ['mail without an address', { ...eva, address: undefined }, ['address: eva has no address to send mail to.']],
    [
      'an address besides that of the channel',
      { ...shift, address: 'shift@example.com' },
      ['address: pager has an address of its own; shift must not name another.'],
    ],
    [
      'a channel of another plant',
      { ...eva, plant: 'B' },
      ['via: No channel post for mail, webhook or chat is set up in plant B.'],
    ],
    [
      'a system that carries no notices',
      { ...eva, via: 'odoo' },
      ['via: No channel odoo for mail, webhook or chat is set up in plant A.'],
    ],
    [
      'a system of no kind',
      { ...eva, via: 'silent' },
      ['via: No channel silent for mail, webhook or chat is set up in plant A.'],
    ],
    [
      'a plant that is not there',
      { ...eva, plant: 'Z' },
      ['plant: There is no plant Z.', 'via: No channel post for mail, webhook or chat is set up in plant Z.'],
    ],
  ])('is nobody with %s', (_what, recipient, problems) => {
    expect(said([recipient])).toEqual(problems.map((one) => `/alerting/recipients/0/${one}`))
  })

  it('is named once in each step and told once, though several steps name somebody who is not there', () => {
    expect(
      said([eva, shift], [route('A', 'all', ['eva'], ['shift'], ['shift', 'max']), route('Z', 'x', ['eva'])]),
    ).toEqual([
      '/alerting/routes/0/steps: The route all names shift, who is no recipient of plant A.',
      '/alerting/routes/0/steps: The route all names max, who is no recipient of plant A.',
      '/alerting/routes/1/plant: There is no plant Z.',
      '/alerting/routes/1/steps: The route x names eva, who is no recipient of plant Z.',
    ])
  })

  it('is there once in a plant: two plants may call people and routes alike', () => {
    const twins = [eva, { ...shift, id: 'eva' }, { ...eva, address: 'other@example.com' }]
    const routes = [route('A', 'all', ['eva']), route('B', 'all', ['eva']), route('A', 'all', ['eva'])]
    expect(said(twins, routes)).toEqual([
      '/alerting/recipients/2: eva is there twice in plant A.',
      '/alerting/routes/2: all is there twice in plant A.',
    ])
  })
})
