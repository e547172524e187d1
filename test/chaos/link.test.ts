import { once } from 'node:events'
import net from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Link, linkTo } from './link.ts'

let link: Link
const server = net.createServer((socket) => socket.on('error', () => {}).pipe(socket))
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => void server.close())
beforeEach(async () => {
  link = await linkTo({ host: '127.0.0.1', port: (server.address() as net.AddressInfo).port })
})
afterEach(() => link[Symbol.asyncDispose]())

function connecting(): net.Socket {
  const socket = net.connect(link.port, link.host)
  return socket.on('error', () => {})
}
async function connected(): Promise<net.Socket> {
  const socket = connecting()
  await once(socket, 'connect')
  return socket
}
/** A reset is an error to who is connected, and no surprise here. */
const closed = (socket: net.Socket) => new Promise((resolve) => socket.once('close', resolve))
const echo = async (socket: net.Socket, text: string): Promise<string> => {
  socket.write(text)
  return String((await once(socket, 'data'))[0])
}

test('a link carries both ways, and slowly where it is slow', async () => {
  const socket = await connected()
  expect(await echo(socket, 'hello')).toBe('hello')
  link.slow(30)
  const from = performance.now()
  expect(await echo(socket, 'again')).toBe('again')
  expect(performance.now() - from).toBeGreaterThan(50)
  socket.destroy()
})

test('a link that is reset breaks off what is connected and lets others in', async () => {
  const socket = await connected()
  await echo(socket, 'hello')
  link.reset()
  await closed(socket)
  const next = await connected()
  expect(await echo(next, 'hello')).toBe('hello')
  next.destroy()
})

test('a link that is cut lets nobody in until it is restored', async () => {
  link.cut()
  await closed(connecting())
  link.restore()
  const next = await connected()
  expect(await echo(next, 'hello')).toBe('hello')
  next.destroy()
})

test('a link that falls silent tells neither end, carries nothing more, and lets others in', async () => {
  const socket = await connected()
  await echo(socket, 'hello')
  link.fallSilent()
  let heard = ''
  socket.on('data', (chunk) => (heard += String(chunk)))
  socket.write('is anybody there?')
  const next = await connected()
  expect(await echo(next, 'hello')).toBe('hello')
  expect(await echo(next, 'once more')).toBe('once more')
  expect({ heard, isOpen: !socket.destroyed }).toEqual({ heard: '', isOpen: true })
  for (const one of [socket, next]) one.destroy()
})
