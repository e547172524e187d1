import { cmmsAnswer, cmmsHook } from './cmms.ts'
import { event, record } from './events.ts'
import { json } from './json.ts'
import { machineSignal } from './machines.ts'
import { mesAnswer } from './mes.ts'
import { notebook, odooAnswer, odooFacts, place } from './odoo.ts'
import type { Parser } from './parser.ts'
import { eventsFile, jobShop, notation, scan, typed } from './people.ts'
import { body, caller, question } from './questions.ts'
import { bundle, note, pem, webhook } from './signed.ts'
import { estate, fieldTable, rules } from './tables.ts'

/** Whatever takes apart what others wrote. */
export const parsers: readonly Parser[] = [
  ...[json, event, record, webhook, caller, question, body],
  ...[odooAnswer, odooFacts, notebook, place, mesAnswer, cmmsAnswer, cmmsHook, machineSignal],
  ...[fieldTable, estate, rules, bundle, pem, note],
  ...[scan, typed, notation, eventsFile, jobShop],
]
