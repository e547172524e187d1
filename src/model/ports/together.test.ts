import { expect, it } from 'vitest'
import { Unavailable } from '#kernel/failure'
import type { Effect, PortKeeper } from './port.ts'
import { together } from './together.ts'

const keeper = (port: string, perform: PortKeeper['perform']): PortKeeper => ({ port, perform, read: async () => [] })
const effect = (port: string, key: string): Effect => ({
  ...{ port, key, operation: 'do', body: {}, message: 'm', correlation: 'c', occurredAt: '2026-11-22T06:04:11.250Z' },
})
const call = { signal: new AbortController().signal, urgency: 'bulk' } as const

it('effects on one system go to who keeps their port, and each is answered in its place', async () => {
  const asked: string[] = []
  const away = new Unavailable('AWAY', 'away')
  const both = together([
    keeper('books', async (effects) => {
      asked.push(...effects.map(({ key }) => key))
      return effects.map(() => ({ known: false, documents: [] }))
    }),
    keeper('plans', async () => {
      throw away
    }),
  ])
  const done = { known: false, documents: [] }
  expect(await both.perform([effect('books', '1'), effect('plans', '2'), effect('books', '3')], call)).toEqual([
    done,
    away,
    done,
  ])
  expect(asked).toEqual(['1', '3'])
  await expect(both.perform([effect('nobody', '1')], call)).rejects.toThrow('nobody there keeps the nobody')
})
