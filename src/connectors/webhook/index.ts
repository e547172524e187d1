import { canonicalJson, type Json } from '#kernel/canonical-json'
import type { Instant } from '#kernel/time'
import { signWebhook } from '#kernel/webhooks'
import { systemClock } from '#kernel/world'
import { mailbox } from '../delivery.ts'
import { hookProbe } from '../hook-probe.ts'
import { noticeFailure } from '../notice-failures.ts'
import { noticeKeeper } from '../notices.ts'
import type { Guard } from '../outbound.ts'
import { WebhookSettings } from './settings.ts'

/** The door of the connector: what it is, how it is set, what it provides. */
export const webhook = {
  name: 'webhook',
  summary: 'A receiver that takes notices of alerts by signed webhook and knows a repeat by its id',
  settings: WebhookSettings,

  /** Whether anybody is there. What they think of the secret only a notice shows. */
  probe: ({ url, timeout }: WebhookSettings, parts: { readonly guard: Guard }): Promise<string> =>
    hookProbe(url, timeout, parts.guard),

  connect(
    via: string,
    { url, secrets, timeout }: WebhookSettings,
    { guard, now = () => systemClock.now() }: { readonly guard: Guard; readonly now?: () => Instant },
  ) {
    const { hostname } = new URL(url)
    const box = mailbox({ url, timeout, failureFrom: noticeFailure(hostname), lookup: guard.lookup })
    return {
      provides: [
        noticeKeeper(via, async (notice, { key, occurredAt }, call) => {
          await guard.address(hostname)
          // The very same bytes at each repeat: only timestamp and signature are new.
          const data = notice as unknown as Json
          const body = canonicalJson({ type: 'millwright.notice.v1', timestamp: occurredAt, data })
          await box.post(body, { ...signWebhook(secrets, { id: key, at: now(), body }) }, call)
          return { known: false, documents: [{ kind: 'webhook', id: key }] }
        }),
      ],
      close: (): void => box.close(),
    }
  },
}
