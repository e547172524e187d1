import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { eventually } from '../../test/support/eventually.ts'
import { keptPort } from './ports.ts'

const fileOf = () => path.join(mkdtempSync(path.join(os.tmpdir(), 'millwright-ports-')), 'port')
const listening = async (port: number) => {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

it('is the port of last time, also where whoever had it lets go of it a little later', async () => {
  const file = fileOf()
  const port = await keptPort(file)
  expect(await keptPort(file)).toBe(port)

  const before = await listening(port)
  let isChosen = false
  const chosen = keptPort(file).finally(() => (isChosen = true))
  // As long as somebody has it nothing is chosen, for a while.
  await expect(eventually(() => expect(isChosen).toBe(true), 300)).rejects.toThrow()
  before.close()
  expect(await chosen).toBe(port)
})

it('is another one, and that from then on, where somebody else keeps it', async () => {
  const file = fileOf()
  const port = await keptPort(file)
  const other = await listening(port)
  const next = await keptPort(file)
  expect(next).not.toBe(port)
  expect(readFileSync(file, 'utf8')).toBe(`${next}\n`)
  other.close()
  expect(await keptPort(file)).toBe(next)
})

it('is refused where somebody else has the one that was wished for', async () => {
  const other = await listening(0)
  const { port } = other.address() as AddressInfo
  await expect(keptPort(fileOf(), port)).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`)
  other.close()
})
