import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Guard } from '../outbound.ts'
import type { MailSettings } from './settings.ts'

type Line = Pick<MailSettings, 'host' | 'port' | 'security' | 'user' | 'password' | 'certificate' | 'timeout'>

/** A line to the mail server. Connected to is the address that was judged; the certificate is still held against the name. */
export async function lineTo(
  { host, port, security, user, password, certificate, timeout }: Line,
  guard: Pick<Guard, 'address'>,
) {
  return createTransport({
    host: await guard.address(host),
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { ...(isIP(host) ? {} : { servername: host }), ...(certificate ? { ca: certificate } : {}) },
    ...(user && password ? { auth: { user, pass: password } } : {}),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}
