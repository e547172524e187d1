import type { Flow } from '#engine'
import { downtimeConsequences } from './asset-downtime/consequences.ts'
import { assetDowntime } from './asset-downtime/flow.ts'
import { batchYield } from './batch-yield/flow.ts'
import { yieldReversal } from './batch-yield/reversal.ts'
import { byproductReceipt } from './byproduct-receipt/flow.ts'
import { byproductReversal } from './byproduct-receipt/reversal.ts'
import { downtimeRecord } from './downtime-record/flow.ts'
import { erpEdit } from './erp-edit/flow.ts'
import { capacityTelling } from './capacity-telling/flow.ts'
import { clockWatch } from './clock-watch/flow.ts'
import { finishedGoodsReceipt } from './finished-goods-receipt/flow.ts'
import { receiptReversal } from './finished-goods-receipt/reversal.ts'
import { lotMerge, lotSplit } from './lot-change/flow.ts'
import { maintenanceOrder } from './maintenance-order/flow.ts'
import { maintenanceMirror } from './maintenance-order/mirror.ts'
import { partsPlanned } from './maintenance-order/parts-planned.ts'
import { maintenanceLabour } from './maintenance-order/labour.ts'
import { maintenanceParts } from './maintenance-order/parts.ts'
import { maintenanceRequest } from './maintenance-request/flow.ts'
import { meterReading } from './meter-reading/flow.ts'
import { materialIssue } from './material-issue/flow.ts'
import { shortageEnd } from './material-shortage/covered.ts'
import { materialShortage } from './material-shortage/flow.ts'
import { materialDemand } from './material-demand/flow.ts'
import { materialFreed } from './material-demand/freed.ts'
import { materialSurplus } from './material-demand/surplus.ts'
import { materialReturn } from './material-issue/return.ts'
import { noticeSending } from './notice-sending/flow.ts'
import { operationPause, operationResumption } from './operation-clock/paused.ts'
import { startVoiding } from './operation-clock/start-voided.ts'
import { operationStart } from './operation-clock/started.ts'
import { operationCompletion } from './operation-completion/flow.ts'
import { completionReversal } from './operation-completion/reversal.ts'
import { orderAcknowledgement } from './order-acknowledgement/flow.ts'
import { orderStatus } from './order-acknowledgement/status.ts'
import { orderCancellation } from './order-cancellation/flow.ts'
import { orderChange } from './order-change/flow.ts'
import { orderClosing } from './order-closing/flow.ts'
import { windowProgress } from './maintenance-window/moved.ts'
import { maintenanceWindow } from './maintenance-window/told.ts'
import { orderHold } from './order-hold/held.ts'
import { holdLifting } from './order-hold/unheld.ts'
import { orderPlanning } from './order-planning/flow.ts'
import { orderRelease } from './order-release/flow.ts'
import { orderReopening } from './order-reopening/flow.ts'
import { replanAcceptance } from './replanning/accepted.ts'
import { replanning } from './replanning/flow.ts'
import { replanRejection } from './replanning/rejected.ts'
import { replanUndoing } from './replanning/undone.ts'
import { reworkCancellation } from './rework/cancelled.ts'
import { reworkCompletion } from './rework/completed.ts'
import { reworkOpening } from './rework/opened.ts'
import { partTaking } from './part-taking/flow.ts'
import { recordReading } from './record-reading/flow.ts'
import { recordTranslation } from './record-translation/flow.ts'
import { scrapRecording } from './scrap-recording/flow.ts'
import { scrapReversal } from './scrap-recording/reversal.ts'
import { storeroomCount } from './storeroom-count/flow.ts'
import { timeReporting } from './time-reporting/flow.ts'

import { timeReversal } from './time-reporting/reversal.ts'

/** Every use case of the plants: what people set under Rules and look at under Today. */
export const flows: readonly Flow[] = [
  orderRelease,
  orderChange,
  orderPlanning,
  orderHold,
  holdLifting,
  orderAcknowledgement,
  orderStatus,
  materialIssue,
  materialReturn,
  operationStart,
  startVoiding,
  operationPause,
  operationResumption,
  timeReporting,
  timeReversal,
  operationCompletion,
  completionReversal,
  finishedGoodsReceipt,
  receiptReversal,
  lotSplit,
  lotMerge,
  reworkOpening,
  reworkCompletion,
  reworkCancellation,
  byproductReceipt,
  byproductReversal,
  batchYield,
  yieldReversal,
  scrapRecording,
  scrapReversal,
  orderCancellation,
  orderClosing,
  orderReopening,
  maintenanceRequest,
  maintenanceOrder,
  maintenanceMirror,
  partsPlanned,
  maintenanceParts,
  maintenanceLabour,
  partTaking,
  storeroomCount,
  maintenanceWindow,
  windowProgress,
  assetDowntime,
  downtimeConsequences,
  downtimeRecord,
  meterReading,
  capacityTelling,
  materialShortage,
  shortageEnd,
  materialDemand,
  materialFreed,
  materialSurplus,
  replanning,
  replanAcceptance,
  replanRejection,
  replanUndoing,
  recordTranslation,
  recordReading,
  erpEdit,
  clockWatch,
]

/** With what the hub does for itself, which is always live. */
export const allFlows: readonly Flow[] = [...flows, noticeSending]
