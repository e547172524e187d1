import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { parsers } from './index.ts'

const root = path.resolve('src')
const page = path.resolve('docs/hostile-input.md')

/** By what text, JSON, YAML, keys and addresses are taken apart. */
const reading =
  /JSON\.parse\(|parseExactJson\(|parseDocument\(|decodeURIComponent\(|create(?:Public|Private)Key\(|new URL\((?!.*import\.meta)|URL\.parse\(|Buffer\.from\([^)]*'(?:base64|base64url|hex)'\)|\.exec\(|\.matchAll\(|TextDecoder/

/** Files that read nothing that others wrote, and why. A folder stands for all that is in it. */
const own: Readonly<Record<string, string>> = {
  'local/': 'what programs of this machine say and what the hub wrote here itself',
  'kernel/sql.ts': 'where statements lie',
  'hub/crash-points.ts': 'where a test wants the hub to die',
  'engine/postgres/primary.ts': 'addresses of the settings',
  'engine/postgres/session.ts': 'addresses of the settings',
  'connectors/odoo/recorded/': 'what was recorded of an Odoo, in this project',
  'connectors/odoo/inheritance.ts': 'procedures of this project',
  'connectors/odoo/client.ts': 'the number of a version, from an answer that was read',
  'connectors/odoo/http.ts': 'addresses of the estate',
  'connectors/odoo/procedures.ts': 'procedures of this project',
  'connectors/delivery.ts': 'addresses of the estate',
  'connectors/webhook/index.ts': 'addresses of the estate',
  'connectors/chat/index.ts': 'addresses of the estate',
  'connectors/hook-probe.ts': 'addresses of the estate',
  'connectors/mqtt/index.ts': 'addresses of the estate',
  'connectors/mqtt/line.ts': 'addresses of the estate',
  'connectors/mqtt/stream.ts': 'addresses of the estate',
  'readiness/book.ts': 'a message as the journal has it',
  'reconciliation/place.ts': 'what a page said, of one shape or refused',
  'governance/sealing/rows.ts': 'audit rows, held against their hashes afterwards',
  'governance/sealing/seal.ts': 'the log as the hub left it',
  'governance/secrets.ts': 'hashes of passwords as the hub left them',
  'api/server.ts': 'where the console lies',
  'cli/as-person.ts': 'the address of the hub, by whoever asks it',
  'cli/assets.ts': 'texts that the reader of events has cut; the hub judges them',
  'cli/events-post.ts': 'the address of the hub, by whoever sends',
  'cli/retention.ts': 'an argument of the command line, of one shape or refused',
  'console/app/live.ts': 'what the hub says of itself',
  'console/floor-worker.ts': 'addresses of its own page',
  'console/words/alerting.ts': 'rules as the hub gives them',
  'console/pages/floor/report/presses.ts': 'types of the catalogue',
  'console/pages/floor/kept-view.ts': 'what the page kept itself',
  'console/pages/floor/use-badge.ts': 'what the page kept itself',
  'console/pages/rules/draft.ts': 'what the page kept itself',
  'console/pages/exceptions/correct.tsx': 'what the same person typed; the hub judges it as it judges any event',
}

it('S9 A17: whatever takes apart what others wrote is among those that are fuzzed', () => {
  const read = new Set(parsers.flatMap(({ reads }) => reads))
  const isOwn = (file: string) =>
    Object.keys(own).some((one) => file === one || (one.endsWith('/') && file.startsWith(one)))
  const unknown = globSync('**/*.{ts,tsx}', { cwd: root, exclude: ['**/*.test.ts'] }).filter(
    (file) => reading.test(readFileSync(path.join(root, file), 'utf8')) && !read.has(file) && !isOwn(file),
  )
  expect(unknown, 'name them in a parser, or say here whose text they read').toEqual([])
})

it('each file that is said to be read with is there', () => {
  const named = [...parsers.flatMap(({ reads }) => reads), ...Object.keys(own)]
  expect(named.filter((file) => globSync(file, { cwd: root }).length === 0)).toEqual([])
})

it('the page about hostile input names each parser with its files', () => {
  const text = readFileSync(page, 'utf8')
  const missing = parsers.flatMap(({ name, reads }) =>
    [`\`${name}\``, ...reads.map((file) => `(../src/${file})`)].filter((said) => !text.includes(said)),
  )
  expect(missing).toEqual([])
})
