/**
 * Keeps the page of a work centre on the device, whole, so that it opens where no network reaches. It sees nothing but
 * that page: questions and reports go to the hub, or wait in the page's own outbox.
 */

/** What the page consists of; put in by the build, so that the worker is another one whenever the page is. */
declare const FLOOR_FILES: { readonly version: string; readonly files: readonly string[] }

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Asked extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
const worker = self as unknown as EventTarget & {
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
}

const { version, files } = FLOOR_FILES
const own = `floor-${version}`
/** In a dead spot the network does not say no, it says nothing. */
const PATIENCE = 4000

/** All of the new page or nothing of it: when one file is missing, the page that was kept before stays. */
worker.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(own)
    await cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })))
    // A page that is open has loaded all that it needs; the next one is the new one.
    await worker.skipWaiting()
  }
  ;(event as Lasting).waitUntil(keep())
})

worker.addEventListener('activate', (event) => {
  const begin = async () => {
    const before = (await caches.keys()).filter((name) => name.startsWith('floor-') && name !== own)
    await Promise.all(before.map((name) => caches.delete(name)))
    await worker.clients.claim()
  }
  ;(event as Lasting).waitUntil(begin())
})

worker.addEventListener('fetch', (event) => {
  const asked = event as Asked
  const { request } = asked
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') asked.respondWith(page(request))
  else if (files.includes(pathname)) asked.respondWith(file(pathname, request))
})

/** The hub's page where there is a hub, the kept one where there is none, or only something that stands before it. */
async function page(request: Request): Promise<Response> {
  const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => undefined)
  if (answer?.ok) return answer
  return (await caches.match('/index.html')) ?? answer ?? Response.error()
}

/** A file's name says what is in it, so the kept one is the right one. */
const file = async (pathname: string, request: Request): Promise<Response> =>
  (await caches.match(pathname)) ?? fetch(request)
