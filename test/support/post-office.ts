import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface Mail {
  readonly to: readonly string[]
  readonly id: string
  readonly subject: string
  readonly text: string
}

export interface MailServer extends AsyncDisposable {
  readonly port: number
  readonly mails: readonly Mail[]
  /** What it does with a mail it has read: takes it, says no, or breaks off without a word. */
  manner: 'take' | 'refuse' | 'break off'
}

/** What the mail server shows is signed by an authority that no machine knows; both are good until 2120. */
const pem = (name: string) => readFileSync(new URL(`./post-office/${name}.pem`, import.meta.url), 'utf8')
export const authority = pem('authority')

interface Manners {
  readonly port?: number
  /** How it speaks TLS: not at all, when asked by STARTTLS, or from the first byte. */
  readonly security?: 'none' | 'starttls' | 'tls'
}

/** A mail server on a real socket, with a password of its own. */
export async function mailServer({ port = 0, security = 'none' }: Manners = {}): Promise<MailServer> {
  const mails: Mail[] = []
  const lines = new Set<Socket>()
  const server = new SMTPServer({
    ...(security === 'none' ? { disabledCommands: ['STARTTLS'] } : { key: pem('key'), cert: pem('certificate') }),
    secure: security === 'tls',
    allowInsecureAuth: security === 'none',
    onAuth: ({ username, password }, _session, done) =>
      username === 'hub' && password === 'secret' ? done(null, { user: username }) : done(new Error('no')),
    onData(stream, { envelope }, done) {
      void text(stream).then((raw) => {
        if (office.manner === 'refuse') return done(Object.assign(new Error('nobody here'), { responseCode: 550 }))
        mails.push(
          mailFrom(
            raw,
            envelope.rcptTo.map(({ address }) => address),
          ),
        )
        if (office.manner === 'take') return done(null)
        for (const line of lines) line.destroy()
      })
    },
  })
  const office: MailServer & { mails: Mail[] } = {
    port: 0,
    mails,
    manner: 'take',
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
  // A line that breaks off while it greets, as one does that distrusts the certificate, is the caller's to tell.
  server.on('error', () => {})
  server.server.on('connection', (line: Socket) => {
    lines.add(line)
    line.on('close', () => lines.delete(line))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return Object.assign(office, { port: (server.server.address() as AddressInfo).port })
}

function mailFrom(raw: string, to: readonly string[]): Mail {
  const at = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, at).replaceAll(/\r\n[ \t]+/g, ' ')
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
  const body = raw.slice(at + 4)
  const encoding = field('content-transfer-encoding').toLowerCase()
  const plain =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? decoded(body.replaceAll(/=\r\n/g, ''))
        : body
  return { to, id: field('message-id'), subject: field('subject'), text: plain.replaceAll('\r\n', '\n') }
}

const decoded = (body: string): string =>
  Buffer.from(
    body.replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
    'latin1',
  ).toString('utf8')

export interface HookReceiver extends AsyncDisposable {
  readonly url: string
  readonly calls: readonly { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[]
}

/** Takes whatever is posted, on a real socket. */
export async function hookReceiver(): Promise<HookReceiver> {
  const calls: HookReceiver['calls'][number][] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      calls.push({ path: request.url ?? '', headers: request.headers, body })
      response.end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
