// Runs on whatever Node (18 or newer) the machine has: `node tools/bootstrap.cjs SCRIPT.ts [arguments…]`.
// Installs the locked dependencies when they are missing or stale, then runs SCRIPT under the Node 24 they bring.
'use strict'
const { spawn, execFile } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

const clone = path.join(__dirname, '..')
const tree = path.join(clone, 'node_modules')
const stampFile = path.join(tree, '.millwright-stamp')
const lockFolder = path.join(clone, '.bootstrap.lock')
const oldestNode = [24, 12]
const farewells = ['SIGINT', 'SIGTERM', 'SIGHUP']

const say = (sentence) => process.stderr.write(`[setup] ${sentence}\n`)
const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds))

function wantedStamp() {
  const lock = fs.readFileSync(path.join(clone, 'package-lock.json'))
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex')
}

function isInstalled() {
  try {
    return fs.readFileSync(stampFile, 'utf8') === wantedStamp()
  } catch {
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  try {
    // Where nobody reaps (containers without an init), a dead process keeps its number as a zombie.
    return !/^\d+ \(.*\) [ZX]/s.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

/** Who installs: our own process, and the npm it started, which may outlive it. */
function installers() {
  const read = (name) => {
    try {
      return Number(fs.readFileSync(path.join(lockFolder, name), 'utf8'))
    } catch {
      return 0
    }
  }
  return [read('owner'), read('npm')].filter((pid) => pid > 0 && pid !== process.pid && isAlive(pid))
}

async function takeLock() {
  let told = false
  for (;;) {
    try {
      fs.mkdirSync(lockFolder)
      fs.writeFileSync(path.join(lockFolder, 'owner'), String(process.pid))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw new Refusal(`cannot write in ${clone} (${error.code}); make it yours first`)
    }
    const busy = installers()
    // A lock without an owner is either a moment old, or was left by a process killed in that moment.
    const age = Date.now() - (fs.statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (busy.length === 0 && age > 2000) fs.rmSync(lockFolder, { recursive: true, force: true })
    else if (busy.length > 0 && !told) {
      say(`waiting for the installation that process ${busy[0]} is doing`)
      told = true
    }
    await pause(300)
  }
}

const releaseLock = () => fs.rmSync(lockFolder, { recursive: true, force: true })

/** Says how far the installation is: in place every second on a terminal, a line every five seconds elsewhere. */
function showProgress(what) {
  const begun = Date.now()
  const onTerminal = process.stderr.isTTY
  let megabytes = 0
  const line = () => `${what}: ${megabytes} MB, ${Math.round((Date.now() - begun) / 1000)} s`
  const measure = () =>
    execFile('du', ['-sk', tree], (_, out) => {
      megabytes = Math.max(megabytes, Math.round((parseInt(out, 10) || 0) / 1024))
      if (onTerminal) process.stderr.write(`\r[setup] ${line()} `)
      else if (!finished) say(line())
    })
  let finished = false
  const timer = setInterval(measure, onTerminal ? 1000 : 5000)
  return () => {
    finished = true
    clearInterval(timer)
    if (onTerminal) process.stderr.write('\r\x1b[K')
    return Math.round((Date.now() - begun) / 1000)
  }
}

function runNpm() {
  const wanted = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const own = process.env.npm_execpath
  const [command, before] = own && /\.c?js$/.test(own) ? [process.execPath, [own]] : ['npm', []]
  return new Promise((resolve, reject) => {
    const npm = spawn(command, [...before, ...wanted, '--loglevel=error'], {
      cwd: clone,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    if (npm.pid) fs.writeFileSync(path.join(lockFolder, 'npm'), String(npm.pid))
    let complaint = ''
    npm.stderr.on('data', (bytes) => (complaint += bytes))
    let stoppedBy
    // Ctrl-C often arrives twice, from the terminal and from npm: `on`, because after a `once` the second would kill us.
    const stop = (signal) => {
      stoppedBy ??= signal
      npm.kill('SIGTERM') // npm takes no notice of SIGINT while it unpacks
      setTimeout(() => npm.kill('SIGKILL'), 3000).unref()
    }
    for (const signal of farewells) process.on(signal, stop)
    npm.once('error', () => reject(new Refusal('npm is not on the path; install Node.js with npm, then start again')))
    npm.once('close', (code) => {
      for (const signal of farewells) process.removeListener(signal, stop)
      if (stoppedBy) return reject(new Stopped(stoppedBy))
      if (code === 0) return resolve()
      const refused = complaint
        .trim()
        .split('\n')
        .filter((l) => l.startsWith('npm error'))
      const why = refused.slice(0, 6).join('\n') || complaint.trim().slice(-600) || `exit ${code}`
      reject(new Refusal(`npm ci failed in ${clone}; look at its complaint, then start again\n${why}`))
    })
  })
}

class Refusal extends Error {}

class Stopped extends Error {
  constructor(signal) {
    super('stopped before the dependencies were complete; the next start installs them again')
    this.exitCode = 128 + os.constants.signals[signal]
  }
}

/** Makes node_modules what package-lock.json says; returns at once when it already is. */
async function install() {
  if (isInstalled()) return
  await takeLock()
  try {
    if (isInstalled()) return
    say('installing the locked dependencies (once, about 600 MB on disk)')
    const finish = showProgress('installing the locked dependencies')
    try {
      await runNpm()
    } catch (error) {
      finish()
      throw error
    }
    fs.writeFileSync(stampFile, wantedStamp())
    say(`dependencies are there after ${finish()} s`)
  } finally {
    releaseLock()
  }
}

function isRecentEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}

/** The Node 24 of the locked tree, else the one we run on if it is recent enough. */
function findNode() {
  const bundled = path.join(tree, `node-${process.platform}-${process.arch}`, 'bin', 'node')
  const loaders = { x64: '/lib64/ld-linux-x86-64.so.2', arm64: '/lib/ld-linux-aarch64.so.1' }
  const hasGlibc = process.platform !== 'linux' || fs.existsSync(loaders[process.arch] ?? '')
  if (hasGlibc && fs.existsSync(bundled)) return bundled
  if (isRecentEnough(process.versions.node)) return process.execPath
  const machine = `${process.platform}-${process.arch}${hasGlibc ? '' : ' without glibc'}`
  throw new Refusal(
    `Node ${oldestNode.join('.')} or newer is needed, none is bundled for ${machine} and this one is ` +
      `${process.versions.node}; install Node 24, then start again`,
  )
}

/** Runs a script of this clone under Node 24 and ends as it ends. */
function handOver(script, args) {
  const node = findNode()
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` }
  const child = spawn(node, [path.resolve(clone, script), ...args], { stdio: 'inherit', env })
  // Ctrl-C in a terminal already reaches the child, because it reaches the whole group; forwarding would double it.
  const inTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY)
  process.on('SIGINT', () => inTerminal || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => fail(new Refusal(`${node} does not start (${error.code}); install Node 24 instead`)))
  child.once('exit', (code, signal) => process.exit(signal ? 128 + os.constants.signals[signal] : code))
}

function fail(error) {
  if (!(error instanceof Refusal || error instanceof Stopped)) throw error
  say(error.message)
  process.exit(error.exitCode ?? 3)
}

/** Installs what is missing, then runs `script` with `args` under Node 24. */
function run(script, args) {
  install()
    .then(() => handOver(script, args))
    .catch(fail)
}

module.exports = { run, install, findNode }

if (require.main === module) {
  const [script, ...args] = process.argv.slice(2)
  if (script) run(script, args)
  else {
    process.stderr.write('usage: node tools/bootstrap.cjs SCRIPT.ts [arguments…]\n')
    process.exitCode = 2
  }
}
