import { z } from 'zod'
import { defineFlow, type Outcome, type Trouble } from '#engine'
import { between, hours, isAfter, minutes, seconds } from '#kernel/time'
import { LabourReported, LabourReversed } from '#model/maintenance'
import { LABOUR_REPORTED, LABOUR_REVERSED } from '#model/maintenance-events'
import type { LabourTime, MaintenanceOrderFile } from '#model/maintenance-order-case'
import type { Message } from '#model/message'
import { MaintenanceDesk } from '#model/ports/maintenance-desk'
import { wrong } from '../report.ts'
import { judgeStep, type MaintenanceCase } from './judge-order.ts'

const LabourTold = z.union([LabourReported, LabourReversed])
type File = MaintenanceOrderFile

/** Who worked on a maintenance order and for how long: it is its cost, whether the order is still open or not. */
export const maintenanceLabour = defineFlow({
  name: 'maintenance-labour',
  version: '1',
  purpose:
    'The time that people work on a maintenance order is what the order costs, and is taken back where it was wrong',
  owner: 'supervisor',
  on: [LABOUR_REPORTED, LABOUR_REVERSED],
  body: LabourTold,
  target: { p95: minutes(1), p99: minutes(5) },

  facts: (_message, { order, told }, file: MaintenanceCase) => ({
    order: file || told ? undefined : MaintenanceDesk.order(order),
  }),

  decide({ message, body, facts, file, policy, permits }): Outcome<File> {
    const { order, told } = body
    const verdict = judgeStep('change', file ? { order } : { order, told }, message.plant, file, facts.order)
    if (verdict.kind === 'trouble') return refused(verdict.trouble)
    const { label } = verdict.file.order
    const before = (verdict.file.labour ?? []).filter(({ event }) => event !== message.id)
    const known = (sentence: string, labour: readonly LabourTime[]): Outcome<File> => ({
      verdict: 'accepted',
      sentence,
      file: { state: verdict.state, data: { ...verdict.file, labour } },
    })
    if ('reverses' in body) {
      const { reverses } = body
      const original = before.find(({ event }) => event === reverses)
      // What is taken back may be told before it was reported.
      if (!original) {
        const what = `event ${reverses}`
        const otherwise = neverReported(label, reverses)
        const sentence = `Waits for ${what}, which it takes back.`
        return { verdict: 'held', sentence, wait: { what, atMost: policy.patience.original, otherwise } }
      }
      return known(
        `${original.minutes} min of ${original.person} on ${label} are taken back.`,
        before.map((one) => (one === original ? { ...one, takenBack: true } : one)),
      )
    }
    if (body.started && body.ended && !isAfter(body.ended, body.started)) return refused(endsBefore(label, body.person))
    const time = timeOf(message, body)
    const other = before.find((one) => overlap(one, time))
    if (other && policy.personOverlap === 'refuse' && !permits.includes('OVERLAP'))
      return refused(twice(label, time, other))
    const said = known(`${time.minutes} min of ${time.person} on ${label}.`, [...before, time])
    const isLong = Number(time.minutes) > hours(16) / minutes(1)
    return isLong ? { ...said, verdict: 'flagged', code: 'LONG_TIME' } : said
  },

  answered: (): Outcome<File> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})

/** Exact to the second, as times of production are. */
const timeOf = (
  { id, messageId, occurredAt }: Message,
  { person, craft, started, ended, minutes: told }: LabourReported,
): LabourTime => ({
  ...{ event: id, message: messageId, person, at: started ?? occurredAt },
  ...(craft ? { craft } : {}),
  ...(ended ? { ended } : {}),
  minutes: told ?? `${Number((Math.round(between(started!, ended!) / seconds(1)) / 60).toFixed(4))}`,
})

/** Times that only touch do not overlap; where only minutes are known nobody can tell. */
const overlap = (one: LabourTime, other: LabourTime): boolean =>
  !one.takenBack &&
  one.person === other.person &&
  one.ended !== undefined &&
  other.ended !== undefined &&
  isAfter(one.ended, other.at) &&
  isAfter(other.ended, one.at)

const refused = (trouble: Trouble): Outcome<File> => ({
  verdict: 'refused',
  code: trouble.code,
  sentence: trouble.sentence,
  trouble,
})

const endsBefore = (label: string, person: string): Trouble =>
  wrong(
    'END_BEFORE_START',
    `The time of ${person} on ${label} is said to end before it began.`,
    'Correct the times and retry.',
  )

const twice = (label: string, { person }: LabourTime, other: LabourTime): Trouble =>
  wrong(
    'OVERLAP',
    `${person} has worked on ${label} from ${other.at} to ${other.ended} already.`,
    'Correct the times and retry, or override with a reason if it really was more.',
  )

const neverReported = (label: string, reverses: string): Trouble =>
  wrong(
    'UNKNOWN_ORIGINAL',
    `Time on ${label} was to be taken back by event ${reverses}, which never arrived.`,
    'Send the original again, or skip this with a reason.',
  )
