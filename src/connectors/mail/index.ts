import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { Notice, NoticeDesk } from '#model/notice'
import { atMostTwice, noticeKeeper } from '../notices.ts'
import type { Guard } from '../outbound.ts'
import { failureFrom } from './failures.ts'
import { letterOf } from './letter.ts'
import { MailSettings } from './settings.ts'

/** The door of the connector: what it is, how it is set, what it provides. */
export const mail = {
  name: 'mail',
  summary: 'A mail server that takes notices of alerts by SMTP',
  settings: MailSettings,

  connect(via: string, settings: MailSettings, { guard, desk }: { readonly guard: Guard; readonly desk: NoticeDesk }) {
    const { host, port, security, from, user, password, certificate, timeout } = settings

    async function send(notice: Notice, key: string, occurredAt: string): Promise<void> {
      // Connected to is the address that was judged; the certificate is still held against the name.
      const address = await guard.address(host)
      const transport = createTransport({
        host: address,
        port,
        secure: security === 'tls',
        requireTLS: security === 'starttls',
        ignoreTLS: security === 'none',
        tls: { servername: host, ...(certificate ? { ca: certificate } : {}) },
        ...(user && password ? { auth: { user, pass: password } } : {}),
        connectionTimeout: timeout,
        greetingTimeout: timeout,
        socketTimeout: timeout,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
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
