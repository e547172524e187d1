import { ALL, type CountFile } from '#model/storeroom-count'

export const DIFFERS = 'STOCK_DIFFERS'

/** What of a part is counted otherwise than the books have it, place by place. */
export const differing = ({ counts }: Pick<CountFile, 'counts'>) =>
  Object.entries(counts).flatMap(([storeroom, count]) =>
    count.differs === undefined ? [] : [{ storeroom, ...count, differs: count.differs }],
  )

export const placeOf = (storeroom: string): string => (storeroom === ALL ? '' : ` in ${storeroom}`)
