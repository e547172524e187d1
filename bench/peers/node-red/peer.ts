import express from 'express'
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import red from 'node-red'
import { flow } from './flow.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-node-red-'))
writeFileSync(path.join(folder, 'flows.json'), JSON.stringify(flow))
writeFileSync(path.join(folder, 'package.json'), '{"dependencies":{"pg":"*"}}')
symlinkSync(path.join(import.meta.dirname, 'node_modules'), path.join(folder, 'node_modules'))

const app = express()
const server = http.createServer(app)
await red.init(server, {
  ...{ userDir: folder, flowFile: 'flows.json', httpAdminRoot: false, httpNodeRoot: '/', disableEditor: true },
  ...{ functionExternalModules: true, externalModules: { autoInstall: false, modules: { allowInstall: false } } },
  logging: { console: { level: 'error', metrics: false, audit: false } },
})
app.use('/', red.httpNode)
await red.start()
await new Promise<void>((resolve) => red.events.once('flows:started', () => resolve()))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number }
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, path: '/events' }))
})
