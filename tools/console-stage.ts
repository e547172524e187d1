import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openStage } from './stage/server.ts'

/** The console without a hub: `node tools/console-stage.ts --kind empty --port 4100`, beside `npx vite` or a build. */
const { values } = parseArgs({
  options: { kind: { type: 'string', default: 'full' }, port: { type: 'string', default: '4100' } },
})
const folder = fileURLToPath(new URL('../dist/console', import.meta.url))
const stage = await openStage({ folder, port: Number(values.port), kind: values.kind })
console.log(`The console plays "${values.kind}" at ${stage.url}; any name and password opens it.`)
