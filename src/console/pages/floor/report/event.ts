/** An event as the device keeps and sends it: a CloudEvent of the hub's catalogue. */
export interface FloorEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  /** When it was done, by the device's clock set right by the hub's; not when it was sent. */
  readonly time: string
  readonly recordedtime: string
  /** The badge that was scanned: what somebody claims, not what was proved. */
  readonly actor?: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Who reports, from where. */
export interface Reporter {
  readonly source: string
  readonly badge: string | undefined
  readonly newId: () => string
  readonly now: () => number
}

/** A version 4 UUID. The browser's own is only there over TLS, and a plant may have none. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The id is made here, once, before anything is sent: however often the answer is lost, the hub knows it again. */
export function anEvent(name: string, data: FloorEvent['data'], { source, badge, newId, now }: Reporter): FloorEvent {
  const time = new Date(now()).toISOString()
  return {
    specversion: '1.0',
    id: newId(),
    source,
    type: `mfg.production.${name}.v1`,
    time,
    recordedtime: time,
    ...(badge ? { actor: badge } : {}),
    data,
  }
}
