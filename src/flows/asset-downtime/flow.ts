import { defineFlow, type Outcome, type Trouble } from '#engine'
import { between, hours, type Instant, minutes, seconds } from '#kernel/time'
import { AssetDowntime } from '#model/maintenance'
import { DOWNTIME_ENDED, DOWNTIME_STARTED } from '#model/maintenance-events'
import { systemOf } from '#model/message'

/** Whether an asset works: while it does not, since when and by whose word. */
export interface DowntimeFile {
  readonly order: { readonly label: string }
  readonly since?: Instant
  readonly by?: string
  readonly reason?: string
  /** The last standstill that is over. */
  readonly last?: { readonly from: Instant; readonly until: Instant }
}

const OPEN = 'DOWNTIME_OPEN'
const REMINDER = 'open'

/** An asset does not work, as who looks after it says; nothing is moved for it yet, but it is known while it lasts. */
export const assetDowntime = defineFlow({
  name: 'asset-downtime',
  version: '1',
  purpose: 'A standstill of an asset is known while it lasts, from its beginning to its end, once',
  owner: 'supervisor',
  on: [DOWNTIME_STARTED, DOWNTIME_ENDED],
  body: AssetDowntime,
  target: { p95: seconds(10), p99: seconds(30) },

  decide({ message, body, file, policy }): Outcome<DowntimeFile> {
    const data: DowntimeFile = { ...file?.data, order: { label: body.assetName ?? body.asset } }
    const at = message.occurredAt
    return message.type === DOWNTIME_STARTED
      ? begins(data, { at, by: systemOf(message.source), reason: body.reason })
      : ends(data, at, policy.patience.original)
  },

  answered: (): Outcome<DowntimeFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),

  due({ file, now }): Outcome<DowntimeFile> {
    const data: DowntimeFile | undefined = file?.data
    if (!data?.since || between(data.since, now) < LONG) return { verdict: 'accepted', sentence: 'It works again.' }
    const sentence = `${data.order.label} is said to stand still since ${data.since}.`
    return {
      verdict: 'flagged',
      code: OPEN,
      sentence,
      trouble: { code: OPEN, owner: 'supervisor', sentence, suggestion },
    }
  },
})

const LONG = hours(24)
const suggestion = 'Look whether it does; say in the CMMS that it works again, and this clears itself.'

interface Beginning {
  readonly at: Instant
  readonly by: string
  readonly reason?: string | undefined
}

/** Said by several, it began when the first of them says so. */
function begins(data: DowntimeFile, { at, by, reason }: Beginning): Outcome<DowntimeFile> {
  const { label } = data.order
  if (data.since !== undefined) {
    const since = at < data.since ? at : data.since
    return {
      verdict: 'accepted',
      sentence: `${label} stands still already, since ${since}.`,
      file: { state: 'down', data: { ...data, since } },
    }
  }
  return {
    verdict: 'accepted',
    sentence: `${label} stands still since ${at}, says ${by}${reason ? `: ${reason}` : ''}.`,
    file: { state: 'down', data: { ...data, since: at, by, ...(reason ? { reason } : {}) } },
    reminders: [{ name: REMINDER, after: LONG + minutes(1) }],
  }
}

function ends(
  { since, by: _by, reason: _reason, ...data }: DowntimeFile,
  at: Instant,
  patience: number,
): Outcome<DowntimeFile> {
  const { label } = data.order
  if (since === undefined)
    return {
      verdict: 'held',
      sentence: `${label} works again, and was not said to stand still: this waits for its beginning.`,
      wait: { what: `the beginning of the standstill of ${label}`, atMost: patience, otherwise: unknown(label) },
    }
  if (at < since) {
    const sentence = `${label} is said to work again since ${at}, before it stood still (${since}).`
    const trouble: Trouble = {
      code: 'END_BEFORE_START',
      owner: 'supervisor',
      sentence,
      suggestion: 'Correct the times and retry.',
    }
    return { verdict: 'refused', code: trouble.code, sentence, trouble }
  }
  return {
    verdict: 'accepted',
    sentence: `${label} works again, after ${Math.round(between(since, at) / minutes(1))} min.`,
    file: { state: 'running', data: { ...data, last: { from: since, until: at } } },
    settles: [{ code: OPEN, reminder: REMINDER }],
  }
}

const unknown = (label: string): Trouble => ({
  code: 'UNKNOWN_DOWNTIME',
  owner: 'supervisor',
  sentence: `${label} is said to work again, and nobody has said that it stood still.`,
  suggestion: 'Skip this with a reason, or have the beginning told and retry.',
})
