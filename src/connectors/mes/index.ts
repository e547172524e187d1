import type { Instant } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { mailbox } from '../delivery.ts'
import { failureFrom } from './failures.ts'
import { MesSettings } from './settings.ts'
import { shopFloor } from './shop-floor.ts'

/** The door of the connector: what it is, how it is set, what it provides. */
export const mes = {
  name: 'mes',
  summary: 'An MES that takes orders by signed webhook and reports through the events door',
  settings: MesSettings,

  connect(settings: MesSettings, now: () => Instant = () => systemClock.now()) {
    const box = mailbox({ url: settings.url, timeout: settings.timeout, failureFrom })
    return {
      provides: [shopFloor(box, { secrets: settings.secrets, now, tellsAgain: settings.tellsAgain })],
      probe: (signal: AbortSignal): Promise<void> => box.alive(signal),
      close: (): void => box.close(),
    }
  },
}
