import { describe, expect, it } from 'vitest'
import type { NewMessage } from '#engine'
import type { Database } from '#kernel/sql'
import { systemClock, uuids } from '#kernel/world'
import { anOrder } from '../../test/support/builders.ts'
import { type OrderLook, orderPoll, type OrderSource } from './released-orders.ts'

/** A system with five orders, two to a page, that tells at which second each page began. */
function plant() {
  const asked: OrderLook[] = []
  const received: string[] = []
  let position: string | undefined
  let second = 0
  let isDown = false
  const database = {
    all: async ({ name }: { readonly name: string }, values: readonly unknown[]) => {
      if (name.endsWith('write-cursor')) position = String(values[3])
      return position === undefined ? [] : [{ position }]
    },
  } as unknown as Database
  const ask: OrderSource['ask'] = async (look) => {
    asked.push(look)
    const from = Number(look.after ?? 1)
    const orders = [from, from + 1].filter((id) => id <= 5).map((id) => anOrder({ id: `odoo.${id}`, version: 'v1' }))
    const heard = new Map([...look.heard, ...orders.map(({ id }) => [id, 'v1'] as const)])
    return { orders, heard, cursor: `second ${++second}`, ...(from + 2 <= 5 ? { next: from + 2 } : {}) }
  }
  const poll = orderPoll(
    { system: 'odoo', ask },
    {
      ...{ database, home: 'centre', ids: uuids(systemClock), now: () => systemClock.now() },
      receive: async (messages: readonly NewMessage[]) => {
        if (isDown) throw new Error('the journal is not there')
        received.push(...messages.filter(({ type }) => type.includes('released')).map(({ key }) => key))
        return []
      },
      deadline: () => AbortSignal.timeout(1000),
    },
  )
  return { poll, asked, received, position: () => position, journal: (there: boolean) => void (isDown = !there) }
}

describe('a look at the orders of a system', () => {
  it('goes on page by page, and the next one begins where its first page did', async () => {
    const { poll, asked, received, position } = plant()
    expect(await poll()).toMatchObject({ more: true })
    expect(await poll()).toMatchObject({ more: true })
    expect(position()).toBeUndefined()
    expect(await poll()).toMatchObject({ more: false })
    expect(position()).toBe('second 1')
    expect(asked.map(({ after }) => after)).toEqual([undefined, 3, 5])
    expect(received).toEqual(['odoo.1', 'odoo.2', 'odoo.3', 'odoo.4', 'odoo.5'])
  })

  it('asks again for a page that could not be written down, and says nothing of it as heard', async () => {
    const { poll, asked, received, journal } = plant()
    await poll()
    journal(false)
    await expect(poll()).rejects.toThrow('not there')
    journal(true)
    await poll()
    expect(asked.map(({ after }) => after)).toEqual([undefined, 3, 3])
    expect([...asked.at(-1)!.heard.keys()]).toEqual(['odoo.1', 'odoo.2'])
    expect(received).toEqual(['odoo.1', 'odoo.2', 'odoo.3', 'odoo.4'])
  })
})
