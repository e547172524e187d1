import type { Connection, Connections } from '#engine'
import type { Estate } from '#governance/estate'
import { Failure, Unavailable } from '#kernel/failure'
import { seconds } from '#kernel/time'
import type { NoticeDesk } from '#model/notice'
import type { PortKeeper, Reading } from '#model/ports/port'
import { together } from '#model/ports/together'
import type { ChangeWatch } from '#model/ports/change-watch'
import type { MaintenanceBooks } from '#model/ports/maintenance-books'
import type { SignalStream } from '#model/ports/signal-stream'
import { atlas } from '../connectors/atlas/index.ts'
import { chat } from '../connectors/chat/index.ts'
import { frepple } from '../connectors/frepple/index.ts'
import { mail } from '../connectors/mail/index.ts'
import { maintainX } from '../connectors/maintainx/index.ts'
import { mes } from '../connectors/mes/index.ts'
import { mqtt } from '../connectors/mqtt/index.ts'
import { odoo } from '../connectors/odoo/index.ts'
import { guardOf, type Guard } from '../connectors/outbound.ts'
import { webhook } from '../connectors/webhook/index.ts'
import type { OrderSource } from '../polling/released-orders.ts'

export interface EstateConnections {
  readonly of: Connections
  /** What this hub sends to. */
  readonly all: readonly Connection[]
  /** Where orders come from. */
  readonly sources: readonly OrderSource[]
  /** Where people change what the hub must know of. */
  readonly watches: readonly ChangeWatch[]
  /** Where maintenance is planned and written down. */
  readonly maintenance: readonly MaintenanceBooks[]
  /** Where machines say how they are. */
  readonly signals: readonly SignalStream[]
  close(): void
}

type EstateSystem = Estate['systems'][number]

/** A connected system, as far as the estate needs it. */
interface Opened {
  readonly provides: readonly PortKeeper[]
  readonly source?: OrderSource
  readonly watch?: ChangeWatch
  readonly books?: MaintenanceBooks
  readonly signals?: SignalStream
  readonly callsAtOnce: number
  /** After this a call counts as unanswered. Milliseconds. */
  readonly deadline: number
  /** A request that was sent happens there within this or never. Milliseconds. */
  readonly lingers: number
  close(): void
}

/** What channels for notices and lines to machines stand on. */
interface Ground {
  readonly home: string
  readonly guard: Guard
  readonly desk: NoticeDesk
}

/** A notice is small, and whoever takes it answers soon or not at all. */
const channel = { callsAtOnce: 1, deadline: seconds(60), lingers: seconds(30) }

/** A CMMS is only asked; a planner is told what may be told again. */
const asked = { callsAtOnce: 2, deadline: seconds(30), lingers: seconds(30), close: () => {} }

/** Machines are only listened to. */
const heard = { provides: [], callsAtOnce: 1, deadline: seconds(30), lingers: seconds(30), close: () => {} }

/** How each kind of system is opened; a system without settings only sends and is not called. */
const openers: Record<EstateSystem['kind'], (system: EstateSystem, ground: Ground) => Opened> = {
  odoo(system) {
    const settings = odoo.settings.parse({ ...system.settings, system: system.id, plant: system.plants[0] })
    const opened = odoo.connect(settings)
    return {
      provides: opened.provides,
      source: { system: system.id, ask: ({ cursor, ...look }, signal) => opened.released(cursor, { ...look, signal }) },
      watch: opened.changes,
      ...(opened.maintenance ? { books: opened.maintenance } : {}),
      callsAtOnce: 2,
      deadline: seconds(60),
      lingers: settings.requestLimit,
      close: () => opened.close(),
    }
  },
  mes(system) {
    const opened = mes.connect(mes.settings.parse({ ...system.settings, system: system.id, plant: system.plants[0] }))
    return {
      provides: opened.provides,
      callsAtOnce: 2,
      deadline: seconds(15),
      lingers: seconds(30),
      close: () => opened.close(),
    }
  },
  atlas: ({ id, plants, settings }) => ({
    ...asked,
    ...atlas.connect(atlas.settings.parse({ ...settings, system: id, plants })),
  }),
  maintainx: ({ id, plants, settings }) => ({
    ...asked,
    ...maintainX.connect(maintainX.settings.parse({ ...settings, system: id, plants })),
  }),
  frepple: ({ settings }) => ({ ...asked, ...frepple.connect(frepple.settings.parse(settings)) }),
  mqtt: ({ id, plants, settings }, ground) => ({
    ...heard,
    ...mqtt.connect(mqtt.settings.parse({ ...settings, system: id, plants }), ground),
  }),
  mail: ({ id, settings }, ground) => ({ ...channel, ...mail.connect(id, mail.settings.parse(settings), ground) }),
  webhook: ({ id, settings }, ground) => ({
    ...channel,
    ...webhook.connect(id, webhook.settings.parse(settings), ground),
  }),
  chat: ({ id, settings }, ground) => ({ ...channel, ...chat.connect(id, chat.settings.parse(settings), ground) }),
}

/** Connects the systems of the estate to the ports they keep for their plants; the hub's own are there for every plant. */
export function connect(estate: Estate, own: readonly Connection[], desk: NoticeDesk): EstateConnections {
  const byPlace = new Map<string, Connection>()
  const all: Connection[] = []
  const called = estate.systems.filter(({ settings }) => Object.keys(settings).length > 0)
  const ground = { home: estate.home, guard: guardOf(estate.outbound), desk }
  const opened = called.map((system) => ({ system, ...openers[system.kind](system, ground) }))
  for (const { system, provides, callsAtOnce, deadline, lingers } of opened) {
    const reached = { system: system.id, callsAtOnce, deadline, lingers }
    for (const keeper of provides)
      for (const plant of system.plants) byPlace.set(`${plant} ${keeper.port}`, { ...reached, keeper })
    // One sender for a system, whatever it keeps.
    const [first] = provides
    if (first) all.push({ ...reached, keeper: provides.length > 1 ? { ...first, ...together(provides) } : first })
  }
  return {
    of: (plant, port) => own.find(({ keeper }) => keeper.port === port) ?? byPlace.get(`${plant} ${port}`),
    all,
    sources: opened.flatMap(({ source }) => source ?? []),
    watches: opened.flatMap(({ watch }) => watch ?? []),
    maintenance: opened.flatMap(({ books }) => books ?? []),
    signals: opened.flatMap(({ signals }) => signals ?? []),
    close: () => {
      for (const each of opened) each.close()
    },
  }
}

/** A question of a page: asked once, now; what goes wrong is an answer too. */
export const askOne =
  (connections: Connections, patience = seconds(10)) =>
  async <Answer>(plant: string, reading: Reading<Answer>, stop?: AbortSignal): Promise<Answer | Failure> => {
    const connection = connections(plant, reading.port)
    if (!connection) return new Unavailable('NO_CONNECTION', `no system of plant ${plant} keeps the ${reading.port}`)
    try {
      const limit = AbortSignal.timeout(patience)
      const call = { signal: stop ? AbortSignal.any([stop, limit]) : limit, urgency: 'bulk' } as const
      const [answer] = await connection.keeper.read(reading.operation, [reading.argument], call)
      return answer as Answer | Failure
    } catch (failure) {
      if (failure instanceof Failure) return failure
      throw failure
    }
  }
