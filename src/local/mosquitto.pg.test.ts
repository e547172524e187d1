import { statSync } from 'node:fs'
import path from 'node:path'
import { connectAsync } from 'mqtt'
import { expect, it } from 'vitest'
import { groundForTests } from '../../test/support/ground.ts'
import { withoutDebianParts } from './debian-parts.ts'
import { startMosquitto } from './mosquitto.ts'
import { isAlive } from './processes.ts'

it.skipIf(withoutDebianParts)(
  'the broker of this machine lets in whom it knows, keeps what was said for them, and ends',
  async () => {
    using ground = groundForTests()
    const lineAs = (url: string, username: string, password: string) =>
      connectAsync(url, { protocolVersion: 5, username, password, reconnectPeriod: 0 })

    const first = await startMosquitto(ground, ['hub', 'machines'])
    const machines = await lineAs(first.url, 'machines', first.passwords.machines)
    await machines.publishAsync('plant-a/ROB-1/state', 'Stopped', { qos: 1, retain: true })
    await machines.endAsync()
    await expect(lineAs(first.url, 'machines', first.passwords.hub)).rejects.toThrow(/[Nn]ot authorized/)
    expect(statSync(path.join(ground.data, 'mosquitto', 'hub-password')).mode & 0o777).toBe(0o600)
    await first[Symbol.asyncDispose]()
    expect(isAlive(first.pid)).toBe(false)

    await using again = await startMosquitto(ground, ['hub', 'machines'])
    expect([again.url, again.passwords]).toEqual([first.url, first.passwords])
    const hub = await lineAs(again.url, 'hub', again.passwords.hub)
    const heard = new Promise<string>((resolve) => hub.once('message', (_topic, said) => resolve(String(said))))
    await hub.subscribeAsync('plant-a/+/state', { qos: 1 })
    expect(await heard).toBe('Stopped')
    await hub.endAsync()
  },
)
