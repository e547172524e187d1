import type { Flow } from '#engine'
import { finishedGoodsReceipt } from './finished-goods-receipt/flow.ts'

/** Every use case of the hub. */
export const flows: readonly Flow[] = [finishedGoodsReceipt]
