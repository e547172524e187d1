import { defineFlow, type Outcome, wasRefused } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { MaintenanceDesk, type Understanding } from '#model/ports/maintenance-desk'
import { RECORD_READ, RecordRead } from '#model/record-read'

const UNREAD = 'RECORD_NOT_UNDERSTOOD'

/** A record of the CMMS that is not understood is put in front of somebody, and cleared when it is. Others go on meanwhile. */
export const recordReading = defineFlow({
  name: 'record-reading',
  version: '1',
  purpose:
    'A record of the CMMS that the hub does not understand is not only passed over: somebody knows which, and why',
  owner: 'integration',
  on: [RECORD_READ],
  body: RecordRead,
  target: { p95: seconds(30), p99: minutes(2) },

  // Whoever retries has mended something: what counts is how it reads now.
  facts: (_message, { system, book, record, why }) => ({
    now: why === undefined ? undefined : MaintenanceDesk.understanding({ system, book, record }),
  }),

  decide({ body: { name, system, why: said }, facts: { now } }): Outcome {
    const settles = [{ code: UNREAD, reminder: name }]
    const why = whyNow(said, now === undefined || wasRefused(now) ? undefined : now)
    if (why === undefined)
      return { verdict: 'accepted', sentence: `${name} of ${system} is understood, or there no more.`, settles }
    const sentence = `${name} of ${system} is not understood, and what it says is not known here. ${why}`
    return {
      verdict: 'flagged',
      code: UNREAD,
      sentence,
      settles,
      trouble: { code: UNREAD, owner: 'integration', sentence, suggestion },
    }
  },

  answered: (): Outcome => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})

/** Where it cannot be asked for, what was said of it holds. */
const whyNow = (said: string | undefined, now: Understanding | undefined): string | undefined =>
  now === undefined ? said : now.is === 'unread' ? (now.why ?? said) : undefined

const suggestion =
  'Mend the field in the CMMS, or what its settings say of it, and retry; this clears itself when the record is understood.'
