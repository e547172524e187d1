import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { Icon } from '../parts/icons.tsx'
import { Zones } from '../parts/moment.tsx'
import { cityOf } from '../words/moments.ts'
import { listenToHub } from './live.ts'
import { CutStrip, LiveMark } from './live-mark.tsx'
import { Me } from './me.tsx'
import { Nav, ThumbNav } from './nav.tsx'
import { PlantChoice } from './plant-choice.tsx'
import { Search } from './search.tsx'
import { useMay, usePlant } from './session.tsx'
import look from './shell.module.css'
import { useShortcuts } from './shortcuts.ts'
import { Toasts } from './toasts.tsx'

const Help = lazy(() => import('./help.tsx').then((module) => ({ default: module.Help })))

/** What stands around every page. */
export function Shell() {
  const [help, setHelp] = useState(false)
  const onHelp = useCallback(() => setHelp(true), [])
  const mayFind = useMay('messages.read')
  const plant = usePlant()
  const { zoneOf, mixed } = useContext(Zones)
  useShortcuts(onHelp)
  useEffect(listenToHub, [])
  const main = useFocusOnArrival()

  return (
    <div className={look.shell}>
      <a className={look.skip} href="#main">
        To the content
      </a>
      <header className={look.rail}>
        <Link to="/" className={look.brand} aria-label="Millwright: Today">
          <img src="/mark.svg" alt="" width="26" height="26" />
          <span>Millwright</span>
        </Link>
        <PlantChoice className={look.plant} />
        <Nav className={look.pages} label="Pages" />
        {mayFind ? (
          <Link to="/messages" className={look.find} aria-label="Search messages">
            <Icon name="search" />
          </Link>
        ) : null}
        <div className={look.foot}>
          <LiveMark className={look.live} />
          <Me id="me" onHelp={onHelp} />
        </div>
      </header>
      <div className={look.work}>
        <CutStrip className={look.cut} />
        <section className={look.bar} aria-label="Search and clock">
          {mayFind ? (
            <div className={look.search}>
              <Search />
            </div>
          ) : null}
          <p className={look.zone}>
            {mixed ? 'Times are each plant’s own' : `Times are of ${cityOf(zoneOf(plant || undefined))}`}
          </p>
        </section>
        <main id="main" tabIndex={-1} ref={main} className={look.main}>
          <Outlet />
        </main>
      </div>
      <ThumbNav className={look.bottom} label="Pages, below" moreClass={look.more} />
      <Toasts />
      {help ? (
        <Suspense>
          <Help opened onClose={() => setHelp(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}

/** Whoever listens to the page is told that it is another one: the focus goes to its beginning. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
