import { defineFlow } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { Notice, NOTICE_WANTED } from '#model/notice'
import { noticesBy, portOfNotices } from '#model/ports/notices'

/** A notice leaves by its channel: once, later when the channel is away, in a lane of its own that nothing waits for. */
export const noticeSending = defineFlow({
  name: 'notice-sending',
  version: '1',
  purpose: 'Somebody is told of an alert',
  owner: 'integration',
  on: [NOTICE_WANTED],
  body: Notice,
  target: { p95: seconds(30), p99: minutes(1) },

  decide: ({ body: notice, keeps }) => {
    const { via, recipient } = notice
    if (keeps({ portName: portOfNotices(via) }))
      return {
        verdict: 'accepted',
        sentence: `${recipient} is told by ${via}.`,
        intents: [noticesBy(via).tell(notice)],
      }
    const sentence = `${recipient} cannot be told: no channel ${via} is set up for this plant.`
    return {
      verdict: 'refused',
      sentence,
      trouble: {
        code: 'NO_CHANNEL',
        owner: 'integration',
        sentence,
        suggestion:
          'Set the channel up in the estate and restart the hub, or name another one under Rules; then retry.',
      },
    }
  },

  answered: () => ({ verdict: 'accepted', sentence: 'What the channel said stands beside the notice.' }),
})
