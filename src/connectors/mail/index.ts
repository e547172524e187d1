import { Readable } from 'node:stream'
import type { Notice, NoticeDesk } from '#model/notice'
import { atMostTwice, noticeKeeper } from '../notices.ts'
import type { Guard } from '../outbound.ts'
import { failureFrom } from './failures.ts'
import { letterOf } from './letter.ts'
import { lineTo } from './line.ts'
import { MailSettings } from './settings.ts'

/** The door of the connector: what it is, how it is set, what it provides. */
export const mail = {
  name: 'mail',
  summary: 'A mail server that takes notices of alerts by SMTP',
  settings: MailSettings,

  /** Goes as far as a mail would before its first word, and says how far that was. Nothing is sent. */
  async probe(settings: MailSettings, { guard }: { readonly guard: Guard }): Promise<string> {
    const { host, port, security, user } = settings
    const transport = await lineTo(settings, guard)
    try {
      await transport.verify()
    } catch (error) {
      throw failureFrom(host, error as object, false)
    } finally {
      transport.close()
    }
    const over = security === 'none' ? 'without TLS' : 'over TLS, with a certificate the hub trusts'
    return `${host} takes mail at port ${port} ${over}${user ? `, and lets ${user} in` : '; it asked for no password'}`
  },

  connect(via: string, settings: MailSettings, { guard, desk }: { readonly guard: Guard; readonly desk: NoticeDesk }) {
    const { host, from } = settings

    async function send(notice: Notice, key: string, occurredAt: string): Promise<void> {
      const transport = await lineTo(settings, guard)
      let handed = false
      // Read when the server has said that it wants the text, and not before.
      const read = function* (text: string) {
        handed = true
        yield text
      }
      const acknowledge = notice.asks ? await desk.link(notice.notice) : undefined
      try {
        await transport.sendMail({
          from: { name: 'Millwright', address: from },
          to: notice.address,
          subject: notice.subject,
          text: Readable.from(read(letterOf(notice, acknowledge))),
          // The same at each try, so that a mailbox can show a repeat as one.
          messageId: `<${key}@${from.split('@')[1]}>`,
          date: new Date(occurredAt),
          headers: { 'auto-submitted': 'auto-generated', 'x-millwright-notice': notice.notice },
        })
      } catch (error) {
        throw failureFrom(host, error as object, handed)
      } finally {
        transport.close()
      }
    }

    return {
      provides: [
        noticeKeeper(via, (notice, effect) =>
          atMostTwice(desk, notice, async () => {
            await send(notice, effect.key, effect.occurredAt)
            return { known: false, documents: [{ kind: 'mail', id: `${effect.key}@${from.split('@')[1]}` }] }
          }),
        ),
      ],
      close: (): void => {},
    }
  },
}
