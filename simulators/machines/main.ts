import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { connectAsync } from 'mqtt'
import { seconds } from '../../src/kernel/time.ts'
import { systemClock } from '../../src/kernel/world.ts'
import { hallOf, Machines } from './machines.ts'

const usage = `Plays the machines of a plant, which say how they are at a broker of MQTT.

  node simulators/machines/main.ts --broker mqtt://127.0.0.1:1883 --machines F

  --broker URL        where the broker is
  --user U            who says it, and --password-file F with which password
  --machines F        JSON of the machines: name, how each wears, pieces a minute (machines.ts)
  --site NAME         first level of the topics NAME/{machine}/state and NAME/{machine}/count (site)
  --seed N            what chance is made of (1)
  --speed X           seconds of the plant in one of ours (1)
  --begins T          when the lives of the machines begin (now)
`

/** Says how the machines are, until it is asked to end; what the broker does not take now is said when it is back. */
async function main(args: readonly string[]): Promise<void> {
  const text = (usual?: string) => ({ type: 'string' as const, ...(usual === undefined ? {} : { default: usual }) })
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ broker: text(), user: text(), 'password-file': text(), machines: text() },
      ...{ site: text('site'), seed: text('1'), speed: text('1'), begins: text(new Date().toISOString()) },
    },
  })
  const { broker, machines, user, 'password-file': passwordFile, site, seed } = values
  if (!broker || !machines) throw new Error('--broker and --machines are needed')
  const hall = hallOf({
    machines: Machines.parse(JSON.parse(readFileSync(machines, 'utf8'))),
    ...{ site: site!, seed: seed!, speed: Number(values.speed), begins: Date.parse(values.begins!) },
  })
  const end = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort())
  const line = await connectAsync(broker, {
    protocolVersion: 5,
    ...(user ? { username: user } : {}),
    ...(passwordFile ? { password: readFileSync(passwordFile, 'utf8').trim() } : {}),
  })
  line.on('error', () => {})
  while (!end.signal.aborted) {
    for (const { topic, payload } of hall.wordsUntil(Date.now())) line.publish(topic, payload, { qos: 1, retain: true })
    await systemClock.sleep(seconds(1), end.signal)
  }
  await line.endAsync(true)
}

if (process.argv.includes('--help')) console.log(usage)
else
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    console.error(`The simulated machines cannot start: ${(error as Error).message}. See --help.`)
    process.exitCode = 2
  }
