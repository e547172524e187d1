import { setImmediate as soon } from 'node:timers/promises'
import type { IPublishPacket, MqttClient } from 'mqtt'
import { Failure } from '#kernel/failure'
import { type Instant, milliseconds } from '#kernel/time'
import { systemClock } from '#kernel/world'
import type { Ears, SignalStream } from '#model/ports/signal-stream'
import type { Guard } from '../outbound.ts'
import { failureFrom, farewellFrom, lineTo, subscribe } from './line.ts'
import { reader } from './payload.ts'
import type { MqttSettings } from './settings.ts'
import { filterOf } from './topics.ts'

/** Handed to the client in the place of an acknowledgement, so that it goes on reading: ours follows when all is kept. */
const LATER = new Error('acknowledged later')

/** What a broker tells, acknowledged when it is kept. The broker keeps what is not, also while nobody listens. */
export function mqttStream(
  settings: MqttSettings,
  client: string,
  { guard, now }: { readonly guard: Guard; readonly now: () => Instant },
): SignalStream {
  const { system, plants, rules, meters, topics, url, receiveMaximum } = settings
  const from = new URL(url).host
  const read = reader(settings)
  const filters = [...new Set(topics.map(filterOf))]

  async function listen(ears: Ears, signal: AbortSignal): Promise<void> {
    const line = await lineTo(settings, { client, forgets: false, guard })
    const over = Promise.withResolvers<void>()
    const end = (error?: unknown): void => {
      if (error === undefined) over.resolve()
      else over.reject(error instanceof Failure ? error : failureFrom(from, error))
    }
    const quiet = handOver(line, {
      most: receiveMaximum,
      take: (packets) => ears.take(packets.map(({ topic, payload }) => read(topic, payload as Uint8Array, now()))),
      caughtUp: () => ears.caughtUp(),
      end,
    })
    const stop = (): void => end()
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    line.on('connect', () => void subscribe(line, filters, from).then(() => ears.connected(), end))
    line.on('disconnect', ({ reasonCode }) => end(farewellFrom(from, reasonCode)))
    line.on('error', end)
    line.on('close', () => end(farewellFrom(from, undefined)))
    try {
      await over.promise
    } finally {
      signal.removeEventListener('abort', stop)
      quiet.stop()
      cutOff(line)
    }
  }

  return { system, plants, rules, meters, from, listen }
}

interface Taking {
  /** So many at once at most. */
  readonly most: number
  readonly take: (packets: readonly IPublishPacket[]) => Promise<void>
  readonly caughtUp: () => void
  readonly end: (error: unknown) => void
}

/** A broker that has more to tell tells it within this. */
const QUIET = milliseconds(100)
/** Every broker has so many on their way at once, if it has as many. */
const WINDOW = 10

/**
 * Hands over in batches what comes, and acknowledges each batch when it is taken. The client would acknowledge one packet
 * before it reads the next: it is told that it may not, reads on, and the acknowledgement is sent here. What the broker
 * need not have acknowledged is read no faster than it is taken.
 *
 * A broker with more to tell keeps its window full. Where less is on its way than was before, or nothing comes for a
 * while, nothing waits there.
 */
function handOver(line: MqttClient, { most, take, caughtUp, end }: Taking): { stop(): void } {
  let waiting: IPublishPacket[] = []
  let isTaking = false
  let window = WINDOW
  let goOn: (() => void) | undefined
  let callOff = systemClock.after(QUIET, caughtUp)

  line.handleMessage = (packet, done) => {
    waiting.push(packet)
    if (waiting.length < 2 * most) done(LATER)
    else goOn = () => done(LATER)
    if (!isTaking) void taking()
  }

  async function taking(): Promise<void> {
    isTaking = true
    callOff()
    try {
      // What has come with it is taken with it.
      await soon()
      while (waiting.length > 0) {
        const packets = waiting.slice(0, most)
        waiting = waiting.slice(most)
        goOn?.()
        goOn = undefined
        await take(packets)
        const onTheirWay = packets.length + waiting.length
        for (const { messageId, qos } of packets)
          if (qos > 0) line['_sendPacket']({ cmd: 'puback', messageId: messageId!, reasonCode: 0 })
        if (onTheirWay < window) caughtUp()
        else window = onTheirWay
      }
      callOff = systemClock.after(QUIET, caughtUp)
    } catch (error) {
      end(error)
    } finally {
      isTaking = false
    }
  }

  return { stop: () => callOff() }
}

/** Cut off, whatever is still on its way. */
export function cutOff(line: MqttClient): void {
  line.removeAllListeners()
  line.on('error', () => {})
  line.handleMessage = (_packet, done) => done(LATER)
  line.end(true)
}
