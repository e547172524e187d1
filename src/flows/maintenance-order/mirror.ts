import { z } from 'zod'
import { defineFlow, type EffectAnswered, type Outcome, type Situation, wasRefused } from '#engine'
import { minutes } from '#kernel/time'
import { CopyDue, type MaintenanceState } from '#model/maintenance'
import { type CopiedAsset, CopyStanding } from '#model/maintenance-copy'
import { COPY_DUE } from '#model/maintenance-events'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import { CapacityDesk, type Place } from '#model/ports/capacity-desk'
import { MaintenanceLedger } from '#model/ports/maintenance-ledger'
import { copyOf, isToBeCopied, says } from './copy.ts'

type File = MaintenanceOrderFile

const Document = z.looseObject({ label: z.string().optional(), link: z.string().optional() })
const Receipt = z.looseObject({ documents: z.array(Document), after: CopyStanding })

/** Whoever looks at the ERP only sees what maintenance does. It is copied and decides nothing: the CMMS owns the order. */
export const maintenanceMirror = defineFlow({
  name: 'maintenance-mirror',
  version: '1',
  purpose: 'Each maintenance order of a CMMS stands once in the maintenance of the ERP, as it stands with its owner',
  owner: 'supervisor',
  on: [COPY_DUE],
  body: CopyDue,
  target: { p95: minutes(1), p99: minutes(5) },
  hearsConfirmations: true,

  facts: ({ plant }, { asset }) => ({
    place: asset === undefined ? undefined : CapacityDesk.place({ plant, equipment: asset }),
  }),

  decide({ message: { plant }, facts: { place }, file, keeps, ruled }): Outcome<File> {
    if (!file) return { verdict: 'accepted', sentence: 'Nobody follows this maintenance order.' }
    const state = file.state as MaintenanceState
    const { label, asset, assetName } = file.data.order
    if (!keeps(MaintenanceLedger)) return { verdict: 'accepted', sentence: `No ERP of this plant keeps maintenance.` }
    if (!ruled && !isToBeCopied(plant, state, file.data))
      return { verdict: 'accepted', sentence: `The copy of ${label} says all of it.` }
    const about = asset === undefined ? undefined : aboutOf(asset, assetName, wasRefused(place) ? undefined : place)
    const copy = {
      ...copyOf(plant, state, file.data),
      ...(about ? { about } : {}),
      // Whoever has it tried again knows that somebody has deleted it.
      anew: ruled !== undefined,
    }
    const { refused: _over, ...before } = file.data.mirror ?? {}
    const data: File = { ...file.data, mirror: { ...before, says: says(plant, state, file.data) } }
    return {
      verdict: 'accepted',
      sentence: `${label} is ${state}: the ERP is told.`,
      file: { state, data },
      intents: [MaintenanceLedger.keep(copy)],
    }
  },

  answered,
})

const aboutOf = (asset: string, name: string | undefined, place: Place | undefined): CopiedAsset => ({
  asset,
  ...(name ? { name } : {}),
  ...(place?.serial ? { serial: place.serial } : {}),
})

/** What the ERP made of it is kept with the order, so that its page says where it stands there. */
function answered({ body, file }: Situation<EffectAnswered, Record<never, never>, File>): Outcome<File> {
  const { state, failure, receipt } = body
  if (!file) return { verdict: 'accepted', sentence: 'Nobody follows this maintenance order.' }
  const { mirror } = file.data
  if (state === 'refused') {
    const why = failure?.sentence ?? 'it gave no reason'
    const data: File = { ...file.data, mirror: { ...mirror, refused: why } }
    return { verdict: 'accepted', sentence: `The ERP would not: ${why}`, file: { state: file.state, data } }
  }
  const { documents, after } = Receipt.parse(receipt)
  const { stage, equipment } = after
  const [document] = documents
  const { label, link } = document ?? {}
  const data: File = {
    ...file.data,
    mirror: {
      ...(mirror?.says ? { says: mirror.says } : {}),
      ...(label ? { label } : {}),
      ...(link ? { link } : {}),
      ...(stage ? { stage } : {}),
      ...(equipment ? { equipment } : {}),
    },
  }
  const sentence = stage ? `It stands in the ERP as ${stage}.` : 'The ERP has no copy of it any more.'
  return { verdict: 'accepted', sentence, file: { state: file.state, data } }
}
