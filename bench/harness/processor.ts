import { readdirSync, readFileSync } from 'node:fs'

/** A hundredth of a second: in this the kernel counts. */
const TICK = 10

interface Counted {
  readonly parent: number
  readonly ticks: number
}

/** Milliseconds of processor time that some processes have used, with all that are below them or ended there. */
export function processorTime(roots: readonly number[]): number {
  const all = new Map<number, Counted>()
  for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) read(Number(name), all)
  const belongs = (pid: number): boolean => roots.includes(pid) || (all.has(pid) && belongs(all.get(pid)!.parent))
  let ticks = 0
  for (const [pid, counted] of all) if (belongs(pid)) ticks += counted.ticks
  return ticks * TICK
}

function read(pid: number, into: Map<number, Counted>): void {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // After the name, which may hold anything: state, parent, … user, system, and those of children that ended.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [user = 0, system = 0, users = 0, systems = 0] = fields.slice(11, 15)
    into.set(pid, { parent: fields[1]!, ticks: user + system + users + systems })
  } catch {
    // It has just ended; its parent counts it from now on.
  }
}

export const parentOf = (pid: number): number => {
  const all = new Map<number, Counted>()
  read(pid, all)
  return all.get(pid)!.parent
}
