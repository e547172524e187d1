import { z } from 'zod'
import { WorkCentre } from '../asset.ts'
import {
  AffectedOperation,
  Block,
  Capacity,
  type CapacityWish,
  FreedBlock,
  MovedBlock,
  type Stretch,
} from '../capacity.ts'
import { OrderMaterial } from '../material.ts'
import { OpenWork, type OpenWorkWish, PlanChange } from '../open-work.ts'
import { effects, port, reads } from './port.ts'

const centreOf = (body: { readonly workCentre: string }): string => body.workCentre

/** Where capacity is planned: the ERP's work centres, their calendars, and what is to be made there. */
export const PlanningLedger = port('planning-ledger', {
  /** The work centres of a plant. */
  workCentres: reads<string, readonly WorkCentre[]>(z.array(WorkCentre)),

  /** What a work centre can do on each day. `Refused UNKNOWN_WORK_CENTRE` when there is none. */
  capacity: reads<CapacityWish, Capacity>(Capacity),

  /** Operations of open orders that would have to be done at a work centre in a time. */
  affectedOperations: reads<Stretch, readonly AffectedOperation[]>(z.array(AffectedOperation)),

  /** What has a place in the plan and is not over, and where else it could be done; as it was at one moment. */
  openWork: reads<OpenWorkWish, OpenWork>(OpenWork),

  /** Of each open order of a plant how much of its material lies ready, and when the rest comes; as it is at one moment. */
  material: reads<string, readonly OrderMaterial[]>(z.array(OrderMaterial)),

  /** The work centre does not work in that time. Confirmed by the record read back; what others closed stays theirs. */
  block: effects(Block, centreOf),
  /** The same record has another time. `Refused BLOCK_GONE` where somebody has deleted it there. */
  moveBlock: effects(MovedBlock, centreOf),
  /** The record is gone; also where somebody has deleted it before. */
  freeBlock: effects(FreedBlock, centreOf),

  /** Operations go elsewhere, all or none. `Refused STALE_PLAN` where one is not any more where it was. */
  changePlan: effects(PlanChange, ({ plan }) => plan),
})
