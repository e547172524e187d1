import { readFileSync } from 'node:fs'

/** What the kernel lets root do, unless a container keeps it back; by its numbers. */
const bits = { mount: 21n, trace: 19n }

/** Whether we are root and may do this. */
export function isCapableOf(what: keyof typeof bits): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const [, effective] = /^CapEff:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))!
  return ((BigInt(`0x${effective}`) >> bits[what]) & 1n) === 1n
}
