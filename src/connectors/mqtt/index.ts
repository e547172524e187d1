import { Failure } from '#kernel/failure'
import { systemClock } from '#kernel/world'
import type { Guard } from '../outbound.ts'
import { connected, failureFrom, lineTo, subscribe } from './line.ts'
import { MqttSettings } from './settings.ts'
import { cutOff, mqttStream } from './stream.ts'
import { filterOf } from './topics.ts'

/** The door of the connector: what it is, how it is set, what it provides. */
export const mqtt = {
  name: 'mqtt',
  summary:
    'A broker of MQTT 5 at which machines say how they are; rules make standstills of it, and nothing else is kept',
  settings: MqttSettings,

  connect(settings: MqttSettings, { home, guard }: { readonly home: string; readonly guard: Guard }) {
    const client = settings.client ?? `millwright-${home}-${settings.system}`
    return { signals: mqttStream(settings, client, { guard, now: () => systemClock.now() }) }
  },

  /** Whether the broker lets the hub in and read. The hub that listens there is not disturbed. */
  async probe(settings: MqttSettings, { guard }: { readonly guard: Guard }): Promise<string> {
    const { host } = new URL(settings.url)
    const client = `millwright-doctor-${process.pid}`
    const line = await lineTo(settings, { client, forgets: true, guard })
    try {
      await connected(line)
      const filters = [...new Set(settings.topics.map(filterOf))]
      await subscribe(line, filters, host)
      const over = settings.url.startsWith('mqtts:') ? 'over TLS, with a certificate the hub trusts' : 'without TLS'
      return `${host} lets the hub in ${over}, and read ${filters.join(', ')}`
    } catch (error) {
      throw error instanceof Failure ? error : failureFrom(host, error)
    } finally {
      cutOff(line)
    }
  },
}
