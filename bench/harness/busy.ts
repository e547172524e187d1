import { readFileSync } from 'node:fs'
import os from 'node:os'
import type pg from 'pg'
import { parentOf, processorTime } from './processor.ts'

/**
 * Who keeps the processors busy from now on, each with all processes below it; one core is 100 %. What belongs to none of
 * those named, the bench itself above all, is told as well, and what was left over.
 */
export function whoIsBusy(parties: Readonly<Record<string, number>>): () => string {
  const used = () => Object.values(parties).map((pid) => processorTime([pid]))
  const [before, busyBefore, from] = [used(), busyOf(), performance.now()]
  return () => {
    const took = performance.now() - from
    const percent = (time: number) => `${Math.round((100 * time) / took)} %`
    const each = used().map((time, nth) => time - before[nth]!)
    const all = busyOf() - busyBefore
    const others = all - each.reduce((sum, one) => sum + one, 0)
    const told = Object.keys(parties).map((name, nth) => `${name} ${percent(each[nth]!)}`)
    const cores = os.availableParallelism()
    return [...told, `others ${percent(others)}`, `idle ${percent(cores * took - all)}`].join(', ')
  }
}

/** The server that a pool is connected to. */
export async function postmasterOf(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  return parentOf(rows[0]!.pid)
}

/** Milliseconds of processor time that the machine has spent on anything; the kernel counts hundredths of a second. */
function busyOf(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, soft = 0] = line.split(/ +/).slice(1).map(Number)
  return (user + nice + system + interrupts + soft) * 10
}
