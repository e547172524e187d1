import type { Flow } from '#engine'
import { finishedGoodsReceipt } from './finished-goods-receipt/flow.ts'
import { receiptReversal } from './finished-goods-receipt/reversal.ts'
import { materialIssue } from './material-issue/flow.ts'
import { materialReturn } from './material-issue/return.ts'
import { operationCompletion } from './operation-completion/flow.ts'
import { completionReversal } from './operation-completion/reversal.ts'
import { orderAcknowledgement } from './order-acknowledgement/flow.ts'
import { orderStatus } from './order-acknowledgement/status.ts'
import { orderChange } from './order-change/flow.ts'
import { orderClosing } from './order-closing/flow.ts'
import { orderRelease } from './order-release/flow.ts'
import { recordTranslation } from './record-translation/flow.ts'
import { scrapRecording } from './scrap-recording/flow.ts'
import { scrapReversal } from './scrap-recording/reversal.ts'

/** Every use case of the hub. */
export const flows: readonly Flow[] = [
  orderRelease,
  orderChange,
  orderAcknowledgement,
  orderStatus,
  materialIssue,
  materialReturn,
  operationCompletion,
  completionReversal,
  finishedGoodsReceipt,
  receiptReversal,
  scrapRecording,
  scrapReversal,
  orderClosing,
  recordTranslation,
]
