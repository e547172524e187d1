import { readFileSync } from 'node:fs'
import path from 'node:path'
import { newSecret, readIfThere, writePrivately } from '../secrets.ts'
import type { Edition } from './edition.ts'
import { features, integrationRights, plannerRights } from './rights.ts'

/** Who can come into this Odoo, and with what. Kept in a file only we can read. */
export interface People {
  readonly admin: { readonly password: string; readonly key: string }
  readonly millwright: { readonly key: string }
  readonly planner: { readonly password: string }
}

export const peopleFile = (folder: string, database: string) => path.join(folder, `people-${database}.json`)

export function knownPeople(folder: string, database: string): People | undefined {
  const written = readIfThere(peopleFile(folder, database))
  return written ? (JSON.parse(written) as People) : undefined
}

/** Login of the user Millwright calls Odoo as. */
export const integrationLogin = 'millwright'

interface Wish {
  readonly edition: Edition
  readonly folder: string
  readonly database: string
  /** Whether the web client's scripts are put together too. */
  readonly warm: boolean
  /** Hands a script to `odoo shell` and returns what it printed. */
  readonly ask: (script: string) => Promise<string>
}

export async function makePeople({ edition, folder, database, warm, ask }: Wish): Promise<People> {
  const passwords = { admin: newSecret(), planner: newSecret() }
  const wish = {
    groupsField: edition.people.groupsField,
    keyEnds: edition.people.keyEnds,
    features,
    keys: ['admin', integrationLogin],
    people: {
      admin: { password: passwords.admin },
      // No password: this one comes in by key only.
      millwright: { name: 'Millwright', rights: integrationRights },
      planner: { name: 'Planner', password: passwords.planner, rights: plannerRights },
    },
  }
  const printed = await ask(scriptFor(wish, warm ? edition : undefined))
  const line = /^MILLWRIGHT (.*)$/m.exec(printed)?.[1]
  if (!line) throw new Error(`Odoo made no users: ${printed.slice(-500)}`)
  const keys = JSON.parse(line) as { admin: string; millwright: string }
  const people: People = {
    admin: { password: passwords.admin, key: keys.admin },
    millwright: { key: keys.millwright },
    planner: { password: passwords.planner },
  }
  writePrivately(peopleFile(folder, database), `${JSON.stringify(people, undefined, 2)}\n`)
  return people
}

/** The shell reads its script from standard input, so no secret ever lies in a file or a command line. */
function scriptFor(wish: unknown, toWarm: Edition | undefined): string {
  const text = (...file: string[]) => readFileSync(path.join(import.meta.dirname, ...file), 'utf8')
  const warming = toWarm?.people.warming ? text('editions', toWarm.people.warming) : ''
  return `import json\nwish = json.loads(${JSON.stringify(JSON.stringify(wish))})\n${text('people.py')}${warming}`
}
