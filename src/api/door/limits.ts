import { seconds } from '#kernel/time'
import type { ApiParts } from '../parts.ts'
import { claimedKey } from './key.ts'

/** Far above what a plant sends, far below what would keep other keys out. */
const usual = { requests: 30_000, per: seconds(10) }

/** How often one key may come; whoever shows none is counted by address. */
export const limitsOf = ({ requests, per }: NonNullable<ApiParts['doorLimit']> = usual) => ({
  rateLimit: { max: requests, timeWindow: per, keyGenerator: claimedKey },
})
