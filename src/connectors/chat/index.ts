import type { NoticeDesk } from '#model/notice'
import { mailbox } from '../delivery.ts'
import { hookProbe } from '../hook-probe.ts'
import { noticeFailure } from '../notice-failures.ts'
import { atMostTwice, noticeKeeper } from '../notices.ts'
import type { Guard } from '../outbound.ts'
import { ChatSettings } from './settings.ts'
import { chatBody } from './shapes.ts'

/** The door of the connector: what it is, how it is set, what it provides. */
export const chat = {
  name: 'chat',
  summary: 'A chat that takes notices of alerts by an incoming webhook',
  settings: ChatSettings,

  /** Whether anybody is there. Whether the address is that of a channel only a notice shows. */
  probe: ({ url, timeout }: ChatSettings, parts: { readonly guard: Guard }): Promise<string> =>
    hookProbe(url, timeout, parts.guard),

  connect(
    via: string,
    { url, shape, timeout }: ChatSettings,
    { guard, desk }: { readonly guard: Guard; readonly desk: NoticeDesk },
  ) {
    const { hostname } = new URL(url)
    const box = mailbox({ url, timeout, failureFrom: noticeFailure(hostname), lookup: guard.lookup })
    return {
      provides: [
        noticeKeeper(via, (notice, { key }, call) =>
          atMostTwice(desk, notice, async () => {
            await guard.address(hostname)
            await box.post(JSON.stringify(chatBody(shape, notice)), {}, call)
            return { known: false, documents: [{ kind: 'chat', id: key }] }
          }),
        ),
      ],
      close: (): void => box.close(),
    }
  },
}
