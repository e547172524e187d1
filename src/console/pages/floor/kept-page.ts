import { useEffect } from 'react'

const LOOK_EVERY = 3_600_000

/**
 * Has the browser keep this page, so that it opens where no network reaches, and look now and then whether there is a
 * newer one. Browsers keep pages that came over TLS, or from the machine they run on.
 */
export function useKeptPage(): void {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    let looking: ReturnType<typeof setInterval> | undefined
    let over = false
    navigator.serviceWorker.register('/floor-worker.js', { scope: '/floor' }).then(
      (kept) => {
        if (!over) looking = setInterval(() => void kept.update().catch(() => undefined), LOOK_EVERY)
      },
      // Where it cannot be kept, the page works as long as it is open.
      () => undefined,
    )
    return () => {
      over = true
      clearInterval(looking)
    }
  }, [])
}
