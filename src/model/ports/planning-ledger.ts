import { z } from 'zod'
import { WorkCentre } from '../asset.ts'
import { port, reads } from './port.ts'

/** Where capacity is planned: the ERP's work centres. */
export const PlanningLedger = port('planning-ledger', {
  /** The work centres of a plant. */
  workCentres: reads<string, readonly WorkCentre[]>(z.array(WorkCentre)),
})
