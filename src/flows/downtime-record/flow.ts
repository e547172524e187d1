import { defineFlow, type Outcome } from '#engine'
import { minutes } from '#kernel/time'
import { DowntimeRecord } from '#model/asset-downtime'
import { DOWNTIME_RECORDED } from '#model/asset-downtime-events'

/** A standstill that is over, as whoever computes with it finds it for ever: each revision is the whole of it. */
export const downtimeRecord = defineFlow({
  name: 'downtime-record',
  version: '1',
  purpose: 'Each standstill that is over is kept as it is known last, for figures of reliability',
  owner: 'supervisor',
  on: [DOWNTIME_RECORDED],
  body: DowntimeRecord,
  target: { p95: minutes(1), p99: minutes(5) },
  asksOwner: true,

  decide({ body, file }): Outcome<DowntimeRecord> {
    const { downtime, revision } = body
    if (file && file.data.revision >= revision)
      return { verdict: 'accepted', sentence: `A later revision of ${downtime} is kept already.` }
    return {
      verdict: 'accepted',
      sentence: `${downtime} is kept as it is known now${body.isCounted ? '' : ', and is not counted'}.`,
      file: { state: 'closed', data: body },
    }
  },

  answered: (): Outcome<DowntimeRecord> => ({
    verdict: 'accepted',
    sentence: 'Nothing was asked of another system.',
  }),
})
