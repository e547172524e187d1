import { lookAtReach } from '#reach'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsNamed } from '../pages/reader.ts'
import { route } from '../routes/route.ts'
import { ReachList } from './contract.ts'

const reachRoute = route(
  {
    name: 'readReach',
    method: 'GET',
    path: '/api/v1/maintenance-reach',
    access: ['assets.read'],
    summary: 'Whether what maintenance says reaches planning: the last proof, and what is missing',
    query: PlantQuery,
    answer: ReachList,
  },
  async ({ reader, query }, { plants, now }) => {
    const named = plantsNamed(reader, 'assets.read', query.plant)
    const watched = plants
      .filter(({ id }) => named.includes(id))
      .map(({ id, policy: { patience } }) => ({ plant: id, patience: patience.maintenance }))
    const found = await lookAtReach(reader.database, reader.home, watched, now())
    return {
      plants: found.map(({ plant, answer, proof = null, missing }) => ({
        plant,
        answer,
        proof,
        missing: [...missing],
      })),
    }
  },
)

export const reachRoutes = [reachRoute]
