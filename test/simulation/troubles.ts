import { type Duration, hours, minutes, seconds } from '#kernel/time'
import type { Faults } from './faults.ts'
import type { SimulatedHub } from './hubs.ts'
import type { SimulatedLedger } from './ledger.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

export interface Troubled {
  readonly scheduler: Scheduler
  readonly random: Random
  readonly faults: Faults
  readonly hubs: readonly SimulatedHub[]
  readonly ledger: SimulatedLedger
  readonly until: Duration
}

/** What happens to whole machines and their links, at moments that chance chooses. */
export function troubles({ scheduler, random, faults, hubs, ledger, until }: Troubled): void {
  const sometimes = (name: string, times: number, happen: () => void) => {
    for (let i = random.between(0, times); i > 0; i--) scheduler.after(random.between(0, until), name, happen)
  }
  const aHub = () => {
    const hub = random.pick(hubs)
    return hub.process.isAlive ? hub : undefined
  }
  sometimes('a crash', 5, () => {
    if (faults.strikes('crash', 1)) random.pick(hubs).crash()
  })
  sometimes('a freeze', 5, () => {
    const hub = aHub()
    if (hub && faults.strikes('freeze', 1)) hub.freeze()
  })
  sometimes('a zombie', 2, () => {
    const hub = aHub()
    if (hub && faults.strikes('zombie', 1)) hub.haunt()
  })
  sometimes('a clock jumps', 4, () => {
    const hub = aHub()
    if (!hub || !faults.strikes('clock-jump', 1)) return
    const far = random.chance(0.1) ? minutes(60) : minutes(5)
    hub.process.jumped = random.between(-far, far)
  })
  sometimes('a link is cut', 4, () => {
    const hub = aHub()
    if (!hub || !faults.strikes('cut-link', 1)) return
    const link = random.pick(['database', 'ledger', 'plant'] as const)
    const ways = random.pick([['there'], ['back'], ['there', 'back']] as const)
    const lasts = seconds(random.between(1, 40))
    for (const way of ways) hub.process.cut(link, way, lasts)
  })
  sometimes('ledger away', 3, () => {
    if (!faults.strikes('ledger-away', 1)) return
    ledger.isAway = true
    scheduler.after(seconds(random.between(1, 20)), 'ledger back', () => (ledger.isAway = false))
  })
  sometimes('ledger flaps', 2, () => {
    if (!faults.strikes('ledger-flaps', 1)) return
    const flap = (times: number): void => {
      if (faults.isCalm) return
      ledger.isAway = !ledger.isAway && times > 0
      if (times > 0) scheduler.after(random.between(50, seconds(3)), 'ledger flaps', () => flap(times - 1))
    }
    flap(random.between(4, 20))
  })
  sometimes('ledger moody', 6, () => {
    if (!faults.strikes('ledger-moody', 1)) return
    ledger.isMoody = true
    scheduler.after(seconds(random.between(1, 20)), 'ledger friendly', () => (ledger.isMoody = false))
  })
}

/** Somebody is gone for hours or days. */
export interface Outage {
  readonly of: 'ledger' | 'database' | 'hubs'
  readonly lasts: Duration
}

/** Rare, since a long world costs as much as hundreds of short ones. */
export function outageOf(random: Random, faults: Faults): Outage | undefined {
  const of = random.pick(['ledger', 'database', 'hubs'] as const)
  if (faults.strikes('outage-72h', 0.0012)) return { of, lasts: hours(72) }
  return faults.strikes('outage-8h', 0.012) ? { of, lasts: hours(8) } : undefined
}

export function suffer({ of, lasts }: Outage, { scheduler, random, hubs, ledger }: Troubled): void {
  scheduler.after(seconds(random.between(0, 10)), `an outage of the ${of}`, () => {
    switch (of) {
      case 'ledger':
        ledger.isAway = true
        scheduler.after(lasts, 'ledger back', () => (ledger.isAway = false))
        return
      case 'database':
        for (const { process } of hubs) process.cut('database', 'there', lasts)
        return
      case 'hubs':
        for (const hub of hubs) hub.goDark(lasts)
    }
  })
}
