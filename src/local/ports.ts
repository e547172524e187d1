import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { readIfThere, writePrivately } from './secrets.ts'
import { Trouble } from './trouble.ts'

// Below the range from which systems number outgoing connections (32768 on Linux, 49152 elsewhere).
const lowest = 20_000
const highest = 29_999

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })

/** Whoever listened there a moment ago, and was ended by force, may take a while to let go of it. */
const LETS_GO = { tries: 40, every: 50 }

async function isFreeSoon(port: number): Promise<boolean> {
  for (let tries = LETS_GO.tries; !(await isFree(port)); await pause(LETS_GO.every)) if (--tries === 0) return false
  return true
}

async function anyFreePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest))
    if (await isFree(port)) return port
  }
  throw new Trouble(
    'failed',
    `No free port was found between ${lowest} and ${highest} on 127.0.0.1; stop what uses them.`,
  )
}

/** The port of last time where it is or gets free, for others know it; else a new one, kept in `file` for next time. */
export async function keptPort(file: string, wished?: number): Promise<number> {
  if (wished) {
    if (await isFreeSoon(wished)) return wished
    throw new Trouble('running', `Port ${wished} on 127.0.0.1 is in use; stop what uses it or name another.`)
  }
  const known = Number(readIfThere(file))
  if (known && (await isFreeSoon(known))) return known
  const port = await anyFreePort()
  writePrivately(file, `${port}\n`)
  return port
}
