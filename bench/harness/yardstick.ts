import { createHash } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Sample, sampleOf } from './sample.ts'

/** What the machine itself can do at the moment: a figure is only worth something beside it. */
export interface Yardstick {
  /** MB hashed (SHA-256) in a second by one core. */
  readonly cpu: Sample
  /** Writes of 8 kB made durable in a second, one after the other. */
  readonly sync: Sample
  /** Load average of the last minute. */
  readonly load: number
}

const TIMES = 5
const WINDOW = 200

export function measureMachine(folder: string): Yardstick {
  return {
    cpu: sampleOf(Array.from({ length: TIMES }, hashed)),
    sync: sampleOf(Array.from({ length: TIMES }, () => synced(folder))),
    load: os.loadavg()[0]!,
  }
}

const megabyte = Buffer.alloc(1_000_000, 'x')

const hashed = (): number => perSecond(() => void createHash('sha256').update(megabyte).digest())

function synced(folder: string): number {
  const file = path.join(folder, 'yardstick')
  const handle = openSync(file, 'w')
  const page = Buffer.alloc(8192, 'x')
  try {
    return perSecond(() => {
      writeSync(handle, page)
      fdatasyncSync(handle)
    })
  } finally {
    closeSync(handle)
    rmSync(file)
  }
}

function perSecond(turn: () => void): number {
  const from = performance.now()
  let turns = 0
  for (; performance.now() - from < WINDOW; turns++) turn()
  return (turns * 1000) / (performance.now() - from)
}
