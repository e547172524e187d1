import { spawn } from 'node:child_process'
import path from 'node:path'

const binaries = path.join(import.meta.dirname, '../node_modules/.bin')

export interface Step {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
}

export interface StepResult {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
  readonly output: string
}

/** Runs a tool of the locked tree under this very Node; its output is kept for when it fails. */
export function runStep({ name, command, args }: Step): Promise<StepResult> {
  const from = performance.now()
  const env = { ...process.env, PATH: `${binaries}:${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}` }
  const child = spawn(path.join(binaries, command), args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve) => {
    const done = (passed: boolean) => resolve({ name, passed, seconds: (performance.now() - from) / 1000, output })
    child.on('error', (error) => {
      output += error.message
      done(false)
    })
    child.on('close', (code) => done(code === 0))
  })
}
