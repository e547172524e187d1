// Writes down what an Odoo of this machine has of the models the connector uses: fields with the modules they come from,
// rights of Millwright's user, and parameters of the methods its procedures call. Into src/connectors/odoo/recorded:
// `node tools/bootstrap.cjs tools/odoo-record.ts [version…]`, for 15 to 18 with MILLWRIGHT_ODOO_SOURCES.
import { readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { profiles } from '../src/connectors/odoo/profile.ts'
import { foldersOf } from '../src/local/folders.ts'
import { callOdoo } from '../src/local/odoo/call.ts'
import type { Version } from '../src/local/odoo/edition.ts'
import { editions, versions } from '../src/local/odoo/editions/index.ts'
import { integrationLogin } from '../src/local/odoo/people.ts'
import { odooPlace, startOdoo } from '../src/local/odoo/start.ts'
import { startPostgres } from '../src/local/postgres/start.ts'

const clone = path.join(import.meta.dirname, '..')
const folders = foldersOf({ clone, env: process.env, uid: process.getuid?.(), home: homedir() })
const say = (sentence: string) => console.error(sentence)

/** What any version is used for: the record of one shows what it lacks. */
const models = new Set(
  profiles.flatMap(({ uses, calls, books }) => [
    ...Object.keys({ ...uses, ...calls }),
    ...books.map(({ model }) => model),
  ]),
)
const methods = Object.fromEntries(
  [...models].map((model) => [model, [...new Set(profiles.flatMap(({ calls }) => calls[model] ?? []))].toSorted()]),
)

async function record(version: Version): Promise<void> {
  const edition = editions[version]
  await using postgres = await startPostgres({ folders, name: edition.name, durable: false, say })
  const database = 'odoo'
  {
    await using _ = await startOdoo({ edition, folders, postgres, database, say })
  }
  const wish = JSON.stringify({ login: integrationLogin, methods })
  const script = `wish = ${JSON.stringify(wish)}\n${readFileSync(path.join(import.meta.dirname, 'odoo-record.py'), 'utf8')}`
  const shell = ['shell', '-d', database, '--no-http', '--log-level=error']
  const printed = await callOdoo(await odooPlace(edition, folders, say), shell, script)
  const told = /^RECORD (.*)$/m.exec(printed)?.[1]
  if (!told) throw new Error(`Odoo ${version} told nothing: ${printed.slice(-500)}`)
  const file = path.join(clone, `src/connectors/odoo/recorded/${version}.json`)
  writeFileSync(file, `${JSON.stringify(JSON.parse(told), undefined, 1)}\n`)
  console.log(`Odoo ${version} is written down in ${path.relative(process.cwd(), file)}`)
}

const wished = process.argv.slice(2)
for (const version of versions) if (wished.length === 0 || wished.includes(version)) await record(version)
