import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'

/**
 * The world as a hub meets it at the other end of its line, a process of its own: it answers for names, and takes what is
 * delivered. It does not mean well: whoever asks a second time is told another address, and whoever comes is sent inside.
 */
const OUTSIDE = '93.184.215.14'
const INSIDE = '169.254.169.254'

interface Said {
  readonly a?: readonly string[]
  readonly aaaa?: readonly string[]
  readonly cname?: string
}

const asked = new Map<string, number>()
/** What a name is, asked for the nth time. */
const names: Readonly<Record<string, (nth: number) => Said>> = {
  'good.test': () => ({ a: [OUTSIDE] }),
  'rebinding.test': (nth) => ({ a: [nth === 0 ? OUTSIDE : INSIDE] }),
  'turning.test': (nth) => ({ a: [nth % 2 === 0 ? OUTSIDE : '10.2.2.3'] }),
  'both.test': () => ({ a: [OUTSIDE, INSIDE] }),
  'alias.test': () => ({ cname: 'inside.test' }),
  'inside.test': () => ({ a: [INSIDE] }),
  'machine.test': () => ({ a: ['127.0.0.1'] }),
  'nobody.test': () => ({ a: ['0.0.0.0'] }),
  'mapped.test': () => ({ aaaa: ['00000000000000000000ffffa9fea9fe'] }),
  'six.test': () => ({ aaaa: ['fd00ec20000000000000000000000254'] }),
  'loop-six.test': () => ({ aaaa: ['00000000000000000000000000000001'] }),
  'well-and-ill.test': () => ({ a: [OUTSIDE], aaaa: ['fd00ec20000000000000000000000254'] }),
}

const A = 1
const CNAME = 5
const AAAA = 28

const dns = createSocket('udp4')
dns.on('message', (query, from) => {
  const { name, end } = nameIn(query, 12)
  const type = query.readUInt16BE(end)
  const nth = asked.get(`${name} ${type}`) ?? 0
  asked.set(`${name} ${type}`, nth + 1)
  const said = names[name]?.(nth) ?? {}
  const target = said.cname ? (names[said.cname]?.(0) ?? {}) : said
  const owner = said.cname ?? name
  const answers = [
    ...(said.cname ? [record(name, CNAME, labels(said.cname))] : []),
    ...(type === A ? (target.a ?? []).map((one) => record(owner, A, Buffer.from(one.split('.').map(Number)))) : []),
    ...(type === AAAA ? (target.aaaa ?? []).map((one) => record(owner, AAAA, Buffer.from(one, 'hex'))) : []),
  ]
  const head = Buffer.alloc(12)
  query.copy(head, 0, 0, 2)
  head.writeUInt16BE(names[name] ? 0x8580 : 0x8583, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(answers.length, 6)
  dns.send(Buffer.concat([head, query.subarray(12, end + 4), ...answers]), from.port, from.address)
})

function nameIn(query: Buffer, from: number): { readonly name: string; readonly end: number } {
  const parts: string[] = []
  let at = from
  for (let length = query[at]!; length > 0; length = query[at]!) {
    parts.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: parts.join('.').toLowerCase(), end: at + 1 }
}

const labels = (name: string): Buffer =>
  Buffer.concat([...name.split('.').map((part) => Buffer.from([part.length, ...Buffer.from(part)])), Buffer.alloc(1)])

/** It is to be forgotten at once. */
function record(name: string, type: number, data: Buffer): Buffer {
  const rest = Buffer.alloc(10)
  rest.writeUInt16BE(type, 0)
  rest.writeUInt16BE(1, 2)
  rest.writeUInt16BE(data.length, 8)
  return Buffer.concat([labels(name), rest, data])
}

const taken: string[] = []
const server = createServer((request, response) => {
  if (request.url === '/taken') return void response.end(JSON.stringify(taken))
  taken.push(`${request.method} ${request.headers.host}${request.url}`)
  request.resume().on('end', () => {
    if (request.url?.startsWith('/away')) response.writeHead(307, { location: `http://${INSIDE}:8080/` })
    else response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{}')
  })
})

dns.bind(53, OUTSIDE, () => server.listen(8080, OUTSIDE, () => console.log('there')))
