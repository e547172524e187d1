import { describe, expect, it } from 'vitest'
import { proceduresOf, WORDS } from './procedures.ts'

const functionsIn = (body: string): string[] => [...body.matchAll(/^def (\w+)\(/gm)].map(([, name = '']) => name)

/** Python's own, what Odoo gives a server action, and what a part calls by the name it was handed over with. */
const GIVEN = new Set(
  [
    'abs all any bool dict enumerate float int isinstance len list max min ord range repr round set sorted str sum tuple zip',
  ]
    .concat(['UserError', 'amount_of perform prepare'])
    .flatMap((names) => names.split(' ')),
)

const KEYWORDS = new Set(['in', 'and', 'or', 'not', 'if', 'for', 'return', 'else', 'lambda', 'is'])

/** Names in a text, outside what it says and remarks; those that are called end with a bracket. */
function namesIn(text: string): readonly string[] {
  const code = text.replaceAll(/"""[^]*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#.*/g, '')
  return [...code.matchAll(/(?<![\w.])(?<!def )([a-z]\w*\(?)/gi)].map(([, name = '']) => name)
}

/** What is called on the way from where a body begins to work, and defined nowhere. */
function missingIn(body: string): readonly string[] {
  const pieces = body.split(/^(?=\S)/m)
  const functions = new Map(
    pieces.flatMap((text) => [...text.matchAll(/^def (\w+)\(/g)].map(([, name = '']) => [name, text])),
  )
  const reached = new Set(pieces.filter((text) => !text.startsWith('def ')).flatMap(namesIn))
  for (const name of reached) for (const next of namesIn(functions.get(name.replace('(', '')) ?? '')) reached.add(next)
  return [...reached]
    .filter((name) => name.endsWith('('))
    .map((name) => name.slice(0, -1))
    .filter((name) => !functions.has(name) && !GIVEN.has(name) && !KEYWORDS.has(name))
}

describe.each(WORDS)('the procedures for Odoo %s', (version) => {
  describe.each(proceduresOf(version).map((one) => [one.name, one.body] as const))('%s', (_name, body) => {
    it('gives no name twice: the later part would win', () => {
      const functions = functionsIn(body)
      expect(functions.filter((one, at) => functions.indexOf(one) !== at)).toEqual([])
    })

    it('has a word for whatever it speaks of', () => {
      expect(missingIn(body)).toEqual([])
    })
  })
})

it('a version says otherwise what another lies between, and keeps what it does not', () => {
  const effects = (version: (typeof WORDS)[number]) =>
    proceduresOf(version).find(({ name }) => name === 'effects')!.body
  expect(effects('16')).toContain("'reserved_uom_qty'")
  expect(effects('17')).not.toContain("'reserved_uom_qty'")
  // Layers of value came before 14 and went with 19.
  expect(['14', '18', '19'].map((one) => effects(one as '14').includes('stock_valuation_layer'))).toEqual([
    true,
    true,
    false,
  ])
})
