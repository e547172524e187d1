import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import path from 'node:path'
import { askedToEnd } from '../local/farewell.ts'
import { makeOpenFolder } from '../local/make-folder.ts'
import type { Edition } from '../local/odoo/edition.ts'
import { editions } from '../local/odoo/editions/index.ts'
import { odooFromEnvironment } from '../local/odoo/environment.ts'
import { peopleFile } from '../local/odoo/people.ts'
import { odooFolder } from '../local/odoo/places.ts'
import { ownerOfOdoo, runningOdoo } from '../local/odoo/running.ts'
import { Trouble } from '../local/trouble.ts'
import type { KeepOptions, Tidings } from './odoo-keep.ts'
import type { World } from './world.ts'

type Ready = Extract<Tidings, { tell: 'ready' }>

export async function odooUp(world: World, options: KeepOptions & { json?: boolean }): Promise<void> {
  const outside = odooFromEnvironment(world.env)
  if (outside) {
    throw new Trouble('running', `ODOO_URL names an Odoo of your own, ${outside.url}; unset it to run one here.`)
  }
  const folders = world.folders()
  const edition = editions[options.version]
  const running = runningOdoo(edition, folders)
  if (running) return show(world, edition, { tell: 'ready', isNew: false, ...running }, options.json)
  const owner = ownerOfOdoo(edition, folders)
  if (owner)
    throw new Trouble('running', `Process ${owner} is starting Odoo at this moment; wait for it, or stop it first.`)
  const log = path.join(makeOpenFolder(odooFolder(edition, { data: makeOpenFolder(folders.data) })), 'keeper.log')
  const keeper = startKeeper(log, options)
  let givenUp = false
  void askedToEnd().then(() => (givenUp = keeper.kill('SIGTERM')))
  const ready = await untilReady(keeper, world, log).catch((error: unknown) => {
    if (!givenUp) throw error
    throw new Trouble('failed', 'Stopped before Odoo was there; the next "millwright odoo up" goes on from here.')
  })
  keeper.disconnect()
  keeper.unref()
  show(world, edition, ready, options.json)
}

function startKeeper(logFile: string, { version, workers, port }: KeepOptions): ChildProcess {
  const log = openSync(logFile, 'w', 0o600)
  const main = path.join(import.meta.dirname, 'main.ts')
  const args = ['odoo', 'keep', '--version', version, '--workers', String(workers)]
  if (port) args.push('--port', String(port))
  try {
    return spawn(process.execPath, [main, ...args], { detached: true, stdio: ['ignore', log, log, 'ipc'] })
  } finally {
    closeSync(log)
  }
}

const untilReady = (keeper: ChildProcess, { say }: World, logFile: string) =>
  new Promise<Ready>((resolve, reject) => {
    keeper.on('message', (message) => {
      const tidings = message as Tidings
      if (tidings.tell === 'doing') say(tidings.sentence)
      else if (tidings.tell === 'ready') resolve(tidings)
      else reject(new Trouble(tidings.kind, tidings.sentence))
    })
    keeper.once('exit', () => reject(new Trouble('failed', `Odoo was not started; what was done is in ${logFile}.`)))
  })

function show({ print, folders }: World, edition: Edition, ready: Ready, json = false): void {
  const { url, database, isNew, people } = ready
  const file = peopleFile(odooFolder(edition, folders()), database)
  if (json)
    return print(JSON.stringify({ url, database, isNew, peopleFile: file, ...(isNew && { people }) }, undefined, 2))
  print(`Odoo ${edition.version} answers at ${url} (database "${database}").`)
  if (isNew) {
    print(`  admin    ${people.admin.password}`)
    print(`  planner  ${people.planner.password}`)
  }
  print(`Passwords and keys lie in ${file}, which only you can read.`)
}
