import { z } from 'zod'
import type { Desk } from './desk.ts'
import { type Units, unitsOf } from './units.ts'
import type { Words } from './words.ts'

const Names = z.record(z.string(), z.string())

/** Units hardly ever change: they are read once a minute. */
export function unitsReader(now: () => number = () => performance.now()) {
  let read: { at: number; units: Promise<Units> } | undefined
  return (desk: Desk, words: Words): Promise<Units> => {
    if (!read || now() - read.at > 60_000) {
      const units = readUnits(desk, words)
      read = { at: now(), units }
      units.catch(() => {
        read = undefined
      })
    }
    return read.units
  }
}

async function readUnits(desk: Desk, words: Words): Promise<Units> {
  const measures = await desk.read(words.units, [], { context: { active_test: false } })
  const ids = measures.map(({ id }) => id)
  const names = Names.parse(await desk.act(words.units.model, 'get_external_id', { ids }))
  return unitsOf(measures, new Map(Object.entries(names).map(([id, name]) => [Number(id), name])))
}
