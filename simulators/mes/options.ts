import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { DecimalText, Unit } from '../../src/model/quantity.ts'
import { systemClock } from '../../src/kernel/world.ts'
import { faultsFrom } from './faults.ts'
import { openJournal } from './journal.ts'
import type { MesSettings } from './mes.ts'

export const usage = `Plays the MES of a plant against a hub.

  node simulators/mes/main.ts --plant A --hub http://127.0.0.1:8420 --key-file F --secret-file F --journal F

  --plant A            plant: A machining and assembly in two shifts, B batches round the clock, C kitting in one
  --system mes         name in the source of its events
  --hub URL            where the hub is
  --key-file F         the MES's key at the hub
  --secret-file F      webhook secrets, one a line, whsec_…
  --journal F          what it remembers: with it, a killed simulator goes on where it was
  --port N             where orders are delivered (0: any)
  --control N          where /truth, /state, /faults and /clock are (0: any)
  --seed N             what chance is made of (1)
  --speed X            seconds of the plant in one of ours (60)
  --format events      canonical CloudEvents; or records:mes-a, its own records through a field table of the hub
  --numbered           it counts what it tells about each order, in events, and tells again what the hub asks for
  --keeps-plan         an order that is planned for later is not begun before
  --faults LIST        calm, dropAcks, refuseOrders, duplicateAll, flood, silent, loseAnswers, loseReports,
                       wrongUnits, webhook=take|take-and-fail|fail|hang|busy
  --shelf F            JSON of lots in stock: {"BOARD-C3": [{"lot": "L-1", "quantity": "100"}]}
  --beside F           JSON of what comes beside goods: {"BRACKET-A": {"item": "OFFCUT", "uom": "KGM", "each": "0.1"}}
  --substitutes F      JSON of what may be taken instead: {"STEEL-2MM": {"item": "STEEL-2MM-B", "ratio": "1.1"}}

Orders refused or late are told by --faults; the usual mishaps of a plant happen unless it is calm.
`

const Beside = z.record(z.string(), z.strictObject({ item: z.string(), uom: Unit, each: DecimalText }))
const Substitutes = z.record(z.string(), z.strictObject({ item: z.string(), ratio: DecimalText }))
const Shelf = z.record(z.string(), z.array(z.strictObject({ lot: z.string(), quantity: z.string() })))

export function settingsFrom(args: readonly string[]): MesSettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      plant: { type: 'string', default: 'A' },
      system: { type: 'string', default: 'mes' },
      hub: { type: 'string' },
      'key-file': { type: 'string' },
      'secret-file': { type: 'string' },
      journal: { type: 'string' },
      port: { type: 'string', default: '0' },
      control: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      speed: { type: 'string', default: '60' },
      format: { type: 'string', default: 'events' },
      numbered: { type: 'boolean', default: false },
      'keeps-plan': { type: 'boolean', default: false },
      faults: { type: 'string', default: '' },
      shelf: { type: 'string' },
      beside: { type: 'string' },
      substitutes: { type: 'string' },
    },
  })
  const needed = (name: 'hub' | 'key-file' | 'secret-file' | 'journal'): string => {
    const value = values[name]
    if (!value) throw new Error(`--${name} is missing`)
    return value
  }
  const lines = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const told = <Name extends 'shelf' | 'beside' | 'substitutes', Said>(name: Name, shape: z.ZodType<Said>) => {
    const file = values[name]
    if (!file || !existsSync(file)) return {}
    return { [name]: shape.parse(JSON.parse(readFileSync(file, 'utf8'))) } as { readonly [N in Name]: Said }
  }
  const speed = Number(values.speed)
  if (!(speed > 0)) throw new Error(`--speed ${values.speed} is no speed`)
  const [, table] = /^records:(.+)$/.exec(values.format) ?? []
  if (!table && values.format !== 'events') throw new Error(`--format ${values.format} is neither events nor records:…`)
  return {
    plant: values.plant,
    system: values.system,
    hub: needed('hub'),
    key: lines(needed('key-file'))[0] ?? '',
    secrets: lines(needed('secret-file')),
    port: Number(values.port),
    controlPort: Number(values.control),
    seed: values.seed,
    speed,
    skipsNights: speed > 1,
    format: table ? { kind: 'records', table } : { kind: 'events' },
    numbered: values.numbered,
    keepsPlan: values['keeps-plan'],
    faults: faultsFrom(values.faults),
    world: systemClock,
    ...told('shelf', Shelf),
    ...told('beside', Beside),
    ...told('substitutes', Substitutes),
    journal: openJournal(needed('journal')),
  }
}
