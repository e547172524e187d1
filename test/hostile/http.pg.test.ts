import net from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aTarget, type Target, usualEvent } from './target.ts'

/** A15: what HTTP can be written to do. Nothing is taken for what it is not; each is refused, quickly, and leaves nothing. */

const event = JSON.stringify(usualEvent('hostile'))
const size = Buffer.byteLength(event)
const chunked = `${size.toString(16)}\r\n${event}\r\n0\r\n\r\n`

let target: Target
beforeAll(async () => {
  target = await aTarget()
  for (let nth = 0; nth < 20; nth++) expect(await target.usual()).toBe(202)
})
afterAll(() => target?.[Symbol.asyncDispose]())

/** A request to the event door with a good key; what is told otherwise replaces what is usual. */
const asked = (lines: string, body: string, line = 'POST /api/v1/events HTTP/1.1') =>
  `${line}\r\nauthorization: Bearer ${target.key}\r\ncontent-type: application/cloudevents+json\r\n${lines}\r\n\r\n${body}`

/** What two servers in a row could read as two different requests: no answer but a refusal. */
const ambiguous: readonly (readonly [string, () => string])[] = [
  ['a length and chunks', () => asked(`host: x\r\ncontent-length: ${size}\r\ntransfer-encoding: chunked`, chunked)],
  ['chunks and a length', () => asked(`host: x\r\ntransfer-encoding: chunked\r\ncontent-length: 5`, chunked)],
  ['two lengths', () => asked(`host: x\r\ncontent-length: ${size}\r\ncontent-length: 5`, event)],
  ['two lengths in one line', () => asked(`host: x\r\ncontent-length: ${size}, 5`, event)],
  ['a length with a sign', () => asked(`host: x\r\ncontent-length: +${size}`, event)],
  ['a length below nothing', () => asked('host: x\r\ncontent-length: -1', event)],
  ['a length nobody can count', () => asked('host: x\r\ncontent-length: 99999999999999999999', event)],
  ['chunks under another name', () => asked('host: x\r\ntransfer-encoding: xchunked', chunked)],
  ['chunks that are not the last', () => asked('host: x\r\ntransfer-encoding: chunked, identity', chunked)],
  ['a blank before the colon', () => asked('host: x\r\ntransfer-encoding : chunked', chunked)],
  ['a header over two lines', () => asked(`host: x\r\nx-note: a\r\n content-length: ${size}`, event)],
  ['a line that ends too early', () => asked(`host: x\r\nx-note: a\rcontent-length: ${size}`, event)],
  ['a chunk of no size', () => asked('host: x\r\ntransfer-encoding: chunked', `zz\r\n${event}\r\n0\r\n\r\n`)],
  [
    'a chunk larger than there are numbers',
    () => asked('host: x\r\ntransfer-encoding: chunked', 'fffffffffffffffff\r\n'),
  ],
  ['a name with a NUL', () => asked(`host: x\r\nx-\0note: a\r\ncontent-length: ${size}`, event)],
  ['no host', () => asked(`content-length: ${size}`, event)],
  ['two hosts', () => asked(`host: x\r\nhost: y\r\ncontent-length: ${size}`, event)],
  ['HTTP of another age', () => asked('host: x', '', 'POST /api/v1/events HTTP/9.9')],
  ['no HTTP at all', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a hundred kilobytes of headers', () => asked(`host: x\r\n${`x-a: ${'b'.repeat(1000)}\r\n`.repeat(100)}x-z: 1`, '')],
  ['ten thousand headers', () => asked(`host: x\r\n${'a: b\r\n'.repeat(10_000)}x-z: 1`, '')],
  ['an address of a hundred kilobytes', () => asked('host: x', '', `POST /${'a'.repeat(100_000)} HTTP/1.1`)],
]

/** Ways around which there is nothing: not the door, whatever the address looks like. */
const detours: readonly (readonly [string, string, number])[] = [
  ['dots that lead back', 'POST /api/v1/x/../events HTTP/1.1', 404],
  ['dots in disguise', 'POST /api/v1/x/%2e%2e/events HTTP/1.1', 404],
  ['two slashes', 'POST //api/v1/events HTTP/1.1', 404],
  ['a slash in disguise', 'POST /api/v1%2fevents HTTP/1.1', 404],
  ['a slash too many', 'POST /api/v1/events/ HTTP/1.1', 404],
  ['a dot too many', 'POST /api/v1/events. HTTP/1.1', 404],
  ['large letters', 'POST /API/V1/EVENTS HTTP/1.1', 404],
  ['a NUL', 'POST /api/v1/events%00 HTTP/1.1', 404],
  ['bytes that are no text', 'POST /api/v1/events%ff HTTP/1.1', 400],
  ['half of a percent', 'POST /api/v1/events% HTTP/1.1', 400],
  ['another method', 'PUT /api/v1/events HTTP/1.1', 404],
  ['a method that shows what was sent', 'TRACE /api/v1/events HTTP/1.1', 404],
  ['a method nobody has', 'GRAB /api/v1/events HTTP/1.1', 400],
]

describe('whoever writes HTTP by hand', () => {
  const isRefused = async (bytes: string, status?: number) => {
    const kept = await target.kept()
    const answer = await target.attack(bytes)
    // Hanging up without a word is an answer too; never that something was taken, never that the hub failed.
    if (status) expect(answer.status, answer.text.slice(0, 300)).toBe(status)
    else expect([400, 404, 408, 413, 414, 415, 431, 501, 505, undefined]).toContain(answer.status)
    expect(answer.text.match(/HTTP\/1\.1 \d/g)?.length ?? 0, 'answers').toBeLessThanOrEqual(1)
    expect(answer.stall).toBeLessThanOrEqual(100)
    expect([target.isAlive(), await target.kept(), await target.usual()]).toEqual([true, kept, 202])
  }

  it.each(ambiguous)('with %s is refused', (_what, bytes) => isRefused(bytes()))

  it.each(detours)('with %s does not come to the door', (_what, line, status) =>
    isRefused(asked(`host: x\r\nconnection: close\r\ncontent-length: ${size}`, event, line), status),
  )

  // Where the console is built, its one page answers for every address that is nothing else.
  it.each([
    '/../../../etc/passwd',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/%2e%2e/package.json',
  ])('gets no file by GET %s', async (path) => {
    const { status, text } = await target.attack(asked('host: x\r\nconnection: close', '', `GET ${path} HTTP/1.1`))
    expect([200, 400, 403, 404]).toContain(status)
    if (status === 200) expect(text).toContain('<title>Millwright</title>')
    expect(text).not.toMatch(/root:|"dependencies"/)
  })

  it('cannot say that a method is another one, nor come from another address', async () => {
    const kept = await target.kept()
    const disguise = 'x-http-method-override: POST\r\nx-original-url: /api/v1/events\r\nx-rewrite-url: /api/v1/events'
    const answer = await target.attack(
      asked(
        `host: x\r\nconnection: close\r\n${disguise}\r\ncontent-length: ${size}`,
        event,
        'DELETE /api/v1/events HTTP/1.1',
      ),
    )
    expect([answer.status, await target.kept()]).toEqual([404, kept])
  })

  it('gets one answer for each request of several at once, each to its own', async () => {
    const request = (id: string) => {
      const body = JSON.stringify(usualEvent(id))
      return asked(`host: x\r\ncontent-length: ${Buffer.byteLength(body)}`, body)
    }
    const kept = await target.kept()
    const good = [...'abc'].map((id) => request(`piped-${id}`)).join('')
    const text = await untilQuiet(
      target.port,
      `${good}${asked('host: x\r\nconnection: close\r\ncontent-length: 1', '{')}`,
    )
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['202', '202', '202', '400'])
    expect([...text.matchAll(/"id":"piped-(\w)"/g)].map(([, id]) => id)).toEqual(['a', 'b', 'c'])
    expect(await target.kept()).toBe(kept + 3)
  })

  it('keeps nobody out by five hundred requests that never end', async () => {
    const slow = await Promise.all(
      Array.from({ length: 500 }, async () => {
        const socket = net.connect(target.port, '127.0.0.1').on('error', () => {})
        await once(socket, 'connect')
        socket.write(`POST /api/v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${target.key}\r\ncontent-le`)
        return socket
      }),
    )
    for (let nth = 0; nth < 10; nth++) expect(await target.usual()).toBe(202)
    for (const socket of slow) socket.destroy()
    expect([target.isAlive(), await target.usual()]).toEqual([true, 202])
  })
})

/** All that comes back until the hub hangs up. */
async function untilQuiet(port: number, bytes: string): Promise<string> {
  const socket = net.connect(port, '127.0.0.1')
  let text = ''
  socket.on('data', (part: Buffer) => (text += part.toString()))
  socket.write(bytes)
  await once(socket, 'close')
  return text
}
