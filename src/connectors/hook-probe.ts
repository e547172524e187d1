import type { Duration } from '#kernel/time'
import { mailbox } from './delivery.ts'
import { noticeFailure } from './notice-failures.ts'
import type { Guard } from './outbound.ts'

/** Asks an address for notices whether anybody is there, without telling it anything. */
export async function hookProbe(url: string, timeout: Duration, guard: Guard): Promise<string> {
  const { hostname, protocol } = new URL(url)
  await guard.address(hostname)
  const box = mailbox({ url, timeout, failureFrom: noticeFailure(hostname), lookup: guard.lookup })
  try {
    await box.alive(AbortSignal.timeout(timeout))
  } finally {
    box.close()
  }
  const over = protocol === 'https:' ? 'over TLS, with a certificate the hub trusts' : 'without TLS'
  return `${hostname} answers ${over}; whether it takes notices only one shows ("millwright alert test")`
}
