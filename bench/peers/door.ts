import http from 'node:http'
import type { Queue, Told } from './queue.ts'

/** The leanest door for a queue: reads the body, puts what it says, answers when that is durable. Nobody's key is asked. */
export function openDoor(queue: Pick<Queue, 'put'>): void {
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const said = JSON.parse(Buffer.concat(parts).toString()) as Said | Said[]
      queue.put((Array.isArray(said) ? said : [said]).map(told)).then(
        () => response.writeHead(202, { 'content-length': 0 }).end(),
        (error: unknown) => {
          console.error(error)
          response.writeHead(500, { 'content-length': 0 }).end()
        },
      )
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, path: '/' }))
  })
}

/** The part of a CloudEvent that a queue goes by. */
interface Said {
  readonly id: string
  readonly data: { readonly order: string }
}

const told = (event: Said): Told => ({ id: event.id, key: event.data.order, event })
