import { describe, expect, it } from 'vitest'
import { assertDurable } from './durable.ts'

const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', data_checksums: 'on' }
const serverWith = (settings: Record<string, string>) => async () => ({
  rows: Object.entries({ ...durable, ...settings }).map(([name, setting]) => ({ name, setting })),
})

describe('a durable server', () => {
  it('is accepted', async () => {
    await assertDurable(serverWith({}))
    await assertDurable(serverWith({ synchronous_commit: 'remote_apply' }))
  })

  it.each(['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'])(
    'is not one with %s off',
    async (name) => {
      await expect(assertDurable(serverWith({ [name]: 'off' }))).rejects.toThrow(`${name} is off`)
    },
  )

  it('is not one that does not say', async () => {
    await expect(assertDurable(async () => ({ rows: [] }))).rejects.toThrow('fsync is unknown')
  })
})
