import type { Order } from './dispatch.ts'
import type { JobShop } from './shop.ts'
import type { Found } from './tabu.ts'

interface Member extends Found {
  /** Each operation's place in its machine's sequence. */
  readonly ranks: Int32Array
}

/** Good plans that are unlike one another: between them are better ones. */
export interface Pool {
  readonly members: readonly Member[]
  /** Takes a plan in, unless one is known that is like it and shorter; of too many the longest goes. */
  readonly add: (found: Found) => void
}

export function poolFor(shop: JobShop, most: number, alike: number): Pool {
  let members: readonly Member[] = []
  return {
    get members() {
      return members
    },
    add: (found) => {
      const member = { ...found, ranks: ranksIn(shop, found.order) }
      const like = members.filter((other) => distance(other, member) <= alike)
      if (like.some(({ makespan }) => makespan < member.makespan)) return
      members = [...members.filter((other) => !like.includes(other)), member]
        .toSorted((one, other) => one.makespan - other.makespan)
        .slice(0, most)
    },
  }
}

function ranksIn(shop: JobShop, order: Order): Int32Array {
  const count = new Int32Array(shop.machines)
  const ranks = new Int32Array(shop.operations)
  for (const operation of order) ranks[operation] = count[shop.machine[operation]!]!++
  return ranks
}

/** By how many places, all together, the operations stand elsewhere. */
function distance({ ranks }: Member, other: Member): number {
  let places = 0
  for (let nth = 0; nth < ranks.length; nth++) places += Math.abs(ranks[nth]! - other.ranks[nth]!)
  return places
}
