import { setImmediate as settled } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { minutes } from '#kernel/time'
import type { Urgency } from '#model/ports/port'
import { rightOfWay } from './right-of-way.ts'

/** Calls of an Odoo that answers when it is told to; which of them are there is read off. */
function anOdoo(patience = minutes(1)) {
  const inTurn = rightOfWay(patience)
  const there = new Map<string, () => void>()
  const call = (name: string, urgency?: Urgency, signal?: AbortSignal): Promise<string> =>
    inTurn(urgency, signal, async () => {
      await new Promise<void>((done) => there.set(name, done))
      there.delete(name)
      return name
    })
  const calls = (urgency: Urgency, ...names: readonly string[]) => names.map((name) => call(name, urgency))
  return { call, calls, there: () => [...there.keys()], answers: (name: string) => there.get(name)!() }
}

it('lets bulk use what there is, as long as nothing is urgent', () => {
  const odoo = anOdoo()
  void odoo.calls('bulk', 'effects', 'questions', 'changes')
  expect(odoo.there()).toEqual(['effects', 'questions', 'changes'])
})

it('lets one call of bulk after the other go while something urgent comes, in the order they came', async () => {
  const odoo = anOdoo()
  const urgent = odoo.call('hold', 'critical')
  const [first] = odoo.calls('bulk', 'effects', 'questions', 'changes')
  void odoo.call('lifting', 'critical')
  void odoo.call('of a person')
  expect(odoo.there()).toEqual(['hold', 'effects', 'lifting', 'of a person'])
  odoo.answers('hold')
  await urgent
  await settled()
  expect(odoo.there()).toEqual(['effects', 'lifting', 'of a person'])
  odoo.answers('effects')
  await first
  await settled()
  expect(odoo.there()).toEqual(['lifting', 'of a person', 'questions'])
})

it('keeps nobody waiting for ever behind a call that is not answered', async () => {
  const odoo = anOdoo(1)
  void odoo.call('hold', 'critical')
  void odoo.call('effects', 'bulk')
  const asked = odoo.call('questions', 'bulk')
  await expect.poll(odoo.there).toEqual(['hold', 'effects', 'questions'])
  odoo.answers('questions')
  expect(await asked).toBe('questions')
})

it('has a call go at once whose caller waits no longer: it says by itself that nothing was sent', async () => {
  const odoo = anOdoo()
  void odoo.call('hold', 'critical')
  void odoo.call('effects', 'bulk')
  const gaveUp = new AbortController()
  void odoo.call('questions', 'bulk', gaveUp.signal)
  void odoo.call('changes', 'bulk')
  gaveUp.abort()
  await settled()
  expect(odoo.there()).toEqual(['hold', 'effects', 'questions'])
  odoo.answers('effects')
  await settled()
  expect(odoo.there()).toEqual(['hold', 'questions', 'changes'])
})
