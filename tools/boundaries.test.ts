import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'

/** Who may import whom. A folder may import itself; `engine!` is its public door (index.ts) only. */
const mayImport: Record<string, readonly string[]> = {
  kernel: [],
  model: ['kernel'],
  governance: ['kernel', 'model'],
  engine: ['kernel', 'model', 'governance'],
  flows: ['kernel', 'model', 'engine!'],
  connectors: ['kernel', 'model'],
  reach: ['kernel', 'model'],
  alerts: ['kernel', 'model', 'governance', 'engine!', 'reach!'],
  replay: ['kernel', 'model', 'governance', 'engine!'],
  readiness: ['kernel', 'model', 'governance'],
  reconciliation: ['kernel', 'model'],
  retention: ['kernel', 'governance'],
  why: ['kernel', 'model'],
  assets: ['kernel', 'model', 'governance'],
  planning: ['kernel', 'model'],
  replanning: ['kernel', 'model', 'planning!'],
  upkeep: ['kernel', 'model', 'governance', 'assets!', 'planning!'],
  api: [
    'kernel',
    'model',
    'governance',
    'engine!',
    'replay!',
    'readiness!',
    'reconciliation!',
    'retention!',
    'alerts!',
    'why!',
    'assets!',
    'signals!',
    'reach!',
    'upkeep!',
  ],
  console: ['kernel', 'model', 'api!'],
  telemetry: ['kernel', 'model', 'engine!'],
  polling: ['kernel', 'model', 'engine!'],
  clocks: ['kernel', 'model', 'engine!'],
  signals: ['kernel', 'model', 'engine!'],
  local: ['kernel'],
}

/** Which folders may use which outside package. Everything else is for `src/hub` and the command line alone. */
const mayUse: Record<string, readonly string[]> = {
  zod: ['kernel', 'model', 'governance', 'engine', 'flows', 'connectors', 'api', 'reconciliation'],
  'decimal.js': ['model'],
  yaml: ['governance'],
  nodemailer: ['connectors'],
  mqtt: ['connectors'],
  pg: ['engine', 'local'],
  pino: ['local'],
  '@opentelemetry/api': ['telemetry'],
  '@opentelemetry/sdk-metrics': ['telemetry'],
  '@opentelemetry/exporter-prometheus': ['telemetry'],
  fastify: ['api'],
  '@fastify/cookie': ['api'],
  helmet: ['api'],
  '@fastify/static': ['api'],
  '@fastify/rate-limit': ['api'],
  react: ['console'],
  'react-dom': ['console'],
  '@mantine/core': ['console'],
  '@mantine/hooks': ['console'],
  '@mantine/notifications': ['console'],
  qr: ['console'],
  '@tanstack/react-query': ['console'],
  '@tanstack/react-router': ['console'],
}

const root = path.resolve('src')
const folderOf = (file: string) => path.relative(root, file).split(path.sep)[0] ?? ''
const unitOf = (file: string) => path.relative(root, file).split(path.sep).slice(0, 2).join('/')
const isDoor = (file: string) => path.basename(file) === 'index.ts'

/** Two connectors, or two flows, are strangers; what they share lies directly in their common folder. */
const areStrangers = (file: string, target: string) =>
  ['connectors', 'flows'].includes(folderOf(file)) &&
  !unitOf(file).endsWith('.ts') &&
  !unitOf(target).endsWith('.ts') &&
  unitOf(file) !== unitOf(target)

function complaint(file: string, specifier: string): string | undefined {
  const from = folderOf(file)
  if (specifier.startsWith('node:') || !mayImport[from]) return undefined
  if (!/^[.#]/.test(specifier)) {
    const [name = ''] = /^(@[^/]+\/)?[^/]+/.exec(specifier) ?? []
    return mayUse[name]?.includes(from) ? undefined : `uses ${name}`
  }
  const target = createRequire(file).resolve(specifier)
  const to = folderOf(target)
  const allowed =
    from === to
      ? !areStrangers(file, target)
      : mayImport[from].includes(to) || (mayImport[from].includes(`${to}!`) && isDoor(target))
  return allowed ? undefined : `imports ${path.relative(root, target)}`
}

/** Every import and re-export of a source, as `file complaint`. */
export function complaintsAbout(file: string, text: string): string[] {
  const { module } = parseSync(file, text)
  const reexports = module.staticExports.flatMap(({ entries }) => entries)
  const atOnce = [...module.staticImports, ...reexports].flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])
  const later = module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1))
  return [...atOnce, ...later].flatMap((specifier) => {
    const what = complaint(file, specifier)
    return what ? [`${path.relative(root, file)} ${what}`] : []
  })
}

test('every import respects the map of the architecture', () => {
  const sources = globSync('**/*.{ts,tsx}', { cwd: root, exclude: ['**/*.test.ts'] })
  expect(sources.length).toBeGreaterThan(50)
  const complaints = sources.flatMap((relative) => {
    const file = path.join(root, relative)
    return complaintsAbout(file, readFileSync(file, 'utf8'))
  })
  expect(complaints).toEqual([])
})

test.each([
  ['a package in the wrong folder', 'flows/x/flow.ts', "import pg from 'pg'"],
  ['the engine past its door', 'flows/x/flow.ts', "import { a } from '../../engine/store.ts'"],
  ['a connector from a flow', 'flows/x/flow.ts', "import type { a } from '../../connectors/odoo/index.ts'"],
  ['one flow from another', 'flows/x/flow.ts', "import { a } from '../finished-goods-receipt/flow.ts'"],
  ['an import of the engine when it is needed', 'connectors/odoo/a.ts', "const a = await import('#engine')"],
  ['a re-export of the engine by a connector', 'connectors/odoo/a.ts', "export { a } from '#engine'"],
])('%s is reported', (_what, file, text) => {
  expect(complaintsAbout(path.join(root, file), text)).toHaveLength(1)
})

test('what is waited for in a test is waited for by `eventually`, so that one place says how long', () => {
  const waiting = globSync('{src,test,tools}/**/*.ts').filter((file) =>
    /\bvi\.waitFor\(/.test(readFileSync(file, 'utf8')),
  )
  expect(waiting).toEqual(['test/support/eventually.ts'])
})
