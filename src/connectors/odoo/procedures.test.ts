import { describe, expect, it } from 'vitest'
import { proceduresOf } from './procedures.ts'

const versions = ['19', '14'] as const
const bodyOf = (version: (typeof versions)[number], name: string) =>
  proceduresOf(version).find((one) => one.name === name)!.body
const functionsIn = (body: string): string[] => [...body.matchAll(/^def (\w+)\(/gm)].map(([, name = '']) => name)

describe.each(versions)('the procedures for Odoo %s', (version) => {
  it.each(proceduresOf(version).map(({ name }) => name))('%s gives no name twice: the later part would win', (name) => {
    const functions = functionsIn(bodyOf(version, name))
    expect(functions.filter((one, at) => functions.indexOf(one) !== at)).toEqual([])
  })
})

it('Odoo 14 has a word for whatever is spoken of in shared parts', () => {
  // What 19 has beside serves its own words alone.
  const own = new Set(['shelves_that_keep_too_much', 'post_difference'])
  const spokenOf = functionsIn(bodyOf('19', 'effects')).filter((name) => !own.has(name))
  expect(functionsIn(bodyOf('14', 'effects'))).toEqual(expect.arrayContaining(spokenOf))
})
