import { freppleClient } from './client.ts'
import { planningPlatform } from './platform.ts'
import { FreppleSettings } from './settings.ts'

/** The door of the connector: what it is, how it is set, what it provides. */
export const frepple = {
  name: 'frepple',
  summary: 'frePPLe, a planner outside the ERP: told when work centres are out of work, and asked for plans',
  settings: FreppleSettings,

  connect(settings: FreppleSettings) {
    const client = freppleClient(settings)
    return {
      provides: [planningPlatform(client, settings)],
      /** Whether it lets us in. */
      probe: async (signal: AbortSignal): Promise<void> =>
        void (await client.get('/api/input/resource/', { name: 'millwright' }, signal)),
    }
  },
}
