import { PlantQuery } from '../pages/plant-query.ts'
import { plantsNamed } from '../pages/reader.ts'
import { route } from '../routes/route.ts'
import { MachineList } from './contract.ts'
import { machinesFrom } from './views.ts'

const listRoute = route(
  {
    name: 'listMachines',
    method: 'GET',
    path: '/api/v1/machines',
    access: ['assets.read'],
    summary: 'What machines say at brokers, the rules that make standstills of it, and what those have told',
    query: PlantQuery,
    answer: MachineList,
  },
  async ({ reader, query }, { signals, systems }) => {
    const plants = plantsNamed(reader, 'assets.read', query.plant)
    const [states, machines, firings] = await Promise.all([
      signals.states(),
      signals.machines(plants),
      signals.firings(plants),
    ])
    return machinesFrom({ streams: signals.streams, states, machines, firings, systems, plants })
  },
)

export const machineRoutes = [listRoute]
