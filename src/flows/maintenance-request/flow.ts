import { defineFlow, type Outcome, type Situation } from '#engine'
import { minutes } from '#kernel/time'
import { requestSteps, type RequestStep, typeOfRequest } from '#model/maintenance-events'
import { ASSET_FAILED } from '#model/asset-downtime-events'
import { MaintenanceRequest } from '#model/maintenance'
import type { CloudEvent, Message } from '#model/message'

const states = ['created', 'approved', 'rejected', 'withdrawn'] as const

/** Whether one may follow the other: who has been answered may be answered otherwise, and what is withdrawn is over. */
export const mayFollow: Record<RequestStep, Record<RequestStep, boolean>> = {
  created: { created: true, approved: true, rejected: true, withdrawn: true },
  approved: { created: true, approved: true, rejected: false, withdrawn: false },
  rejected: { created: true, approved: true, rejected: true, withdrawn: true },
  withdrawn: { created: true, approved: false, rejected: false, withdrawn: true },
}

interface RequestFile {
  readonly order: MaintenanceRequest
}

/** Somebody asks for maintenance in the CMMS; what becomes of it is decided there, and known here. */
export const maintenanceRequest = defineFlow({
  name: 'maintenance-request',
  version: '1',
  purpose: 'The hub knows who asked for maintenance of what, and which maintenance order came of it',
  owner: 'supervisor',
  on: states.map(typeOfRequest),
  body: MaintenanceRequest,
  target: { p95: minutes(1), p99: minutes(5) },

  decide({ message, body, file }: RequestSituation): Outcome<RequestFile> {
    const step = states.find((one) => typeOfRequest(one) === message.type)!
    const before = (file?.state ?? 'created') as RequestStep
    if (!mayFollow[before][step]) {
      const sentence = `${body.label} was ${before} before, so it cannot be ${step} now.`
      const suggestion = 'Correct the request in the CMMS and send it again, or skip this with a reason.'
      const trouble = { code: 'ILLEGAL_STATUS', owner: 'supervisor', sentence, suggestion } as const
      return { verdict: 'refused', code: trouble.code, sentence, trouble }
    }
    // That it was asked for may be told after the answer: the answer stands.
    const state = step === 'created' ? before : step
    const why = body.reason ? `: ${body.reason}` : ''
    const became = body.order ? `; it is maintenance order ${body.order} now` : ''
    return {
      verdict: 'accepted',
      sentence: `${requestSteps[step]}: ${body.label}, ${body.title}${why}${became}.`,
      file: { state, data: { order: { ...file?.data.order, ...body } } },
      events: step === 'created' ? failed(message, body) : [],
    }
  },

  answered: (): Outcome<RequestFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})

type RequestSituation = Situation<MaintenanceRequest, Record<never, never>, RequestFile>

/** Who asks for maintenance of what stands still says that it has failed: one of those who see it. */
function failed(
  { source, id, occurredAt, actor }: Message,
  { asset, machineDown, title }: MaintenanceRequest,
): readonly CloudEvent[] {
  if (!machineDown || asset === undefined) return []
  const data = { asset, detectedBy: 'maintenance', reason: title }
  const type = ASSET_FAILED
  return [
    {
      specversion: '1.0',
      id: `failed.${id}`.slice(0, 128),
      source,
      type,
      time: occurredAt,
      data,
      ...(actor ? { actor } : {}),
    },
  ]
}
