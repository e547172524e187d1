import { Failure } from '#kernel/failure'
import { type Bell, bell, loop } from '#kernel/loop'
import { between, type Clock, type Instant, minutes } from '#kernel/time'
import type { Hint, MaintenanceBooks } from '#model/ports/maintenance-books'
import { hintDesk } from './hints.ts'
import { OVERTAKEN } from './kept.ts'
import { looksInto, type LookParts } from './look.ts'
import { rhythmOf } from './rhythm.ts'

export interface MaintenanceParts extends LookParts {
  readonly clock: Clock
  readonly log: { warn(about: object, sentence: string): void; info(about: object, sentence: string): void }
}

/** Where webhooks of a CMMS leave what they hint at. */
export interface MaintenanceWatch extends AsyncDisposable {
  hint(system: string, hint: Hint): void
}

/** What is kept of one CMMS while it is asked. */
interface Desk {
  readonly bell: Bell
  readonly hints: ReturnType<typeof hintDesk>
  readonly rhythm: ReturnType<typeof rhythmOf>
}

/** Asks every CMMS again and again what changed; one that cannot be asked is said once, and when it is back. */
export function startMaintenance(all: readonly MaintenanceBooks[], parts: MaintenanceParts): MaintenanceWatch {
  const stop = new AbortController()
  const desks = new Map<string, Desk>()
  const hands = all.map((books) => {
    const { system } = books
    const desk = { bell: bell(), hints: hintDesk(), rhythm: rhythmOf(parts.home, system, parts.acceptBeside) }
    desks.set(system, desk)
    return watch(books, desk)
  })

  function watch(books: MaintenanceBooks, desk: Desk) {
    const { system, pace } = books
    const { rhythm } = desk
    const counted = { ...parts, acceptBeside: rhythm.acceptBeside }
    const looks = new Map(books.books.map((book) => [book, looksInto(books, book, counted)]))
    let lookedAt: Instant | undefined
    let failures = 0

    async function turn(): Promise<void> {
      for (const hint of desk.hints.due(parts.now()))
        try {
          if (await looks.get(hint.book)?.atHint(hint)) {
            desk.hints.settled(hint)
            rhythm.found()
          } else if (!desk.hints.again(hint, parts.now())) rhythm.lost()
        } catch (error) {
          desk.hints.again(hint, parts.now())
          throw error
        }
      if (lookedAt !== undefined && between(lookedAt, parts.now()) < pace.near) return
      for (const [book, look] of looks)
        if (await look.isDue()) await look.atAll()
        else if (!books.onlyWhole?.includes(book)) await look.atChanges()
      lookedAt = parts.now()
      await rhythm.keep(parts.database, lookedAt)
    }

    /** Until the next look, or until a hint is worth another try. */
    function rest(): number {
      const look = lookedAt === undefined ? 0 : pace.near - between(lookedAt, parts.now())
      const hint = desk.hints.next()
      return Math.max(1, Math.min(look, hint === undefined ? look : between(parts.now(), hint)))
    }

    return loop({ clock: parts.clock, signal: stop.signal, bell: desk.bell, idle: 0, onError: () => {} }, async () => {
      try {
        await turn()
        if (failures > 0) parts.log.info({ system }, 'The CMMS can be asked again')
        failures = 0
      } catch (error) {
        const isOvertaken = error instanceof Failure && error.code === OVERTAKEN
        if (!isOvertaken && failures++ === 0 && !stop.signal.aborted)
          parts.log.warn({ system, err: error }, 'The CMMS cannot be asked for what changed')
        // One that says it is asked too much seldom says for how long.
        return {
          busy: false,
          rest: isOvertaken ? pace.near : Math.min(minutes(1), pace.near * 2 ** Math.min(failures, 3)),
        }
      }
      await desk.bell.wait(parts.clock, rest(), stop.signal)
      return { busy: true }
    })
  }

  return {
    hint(system, hint) {
      const desk = desks.get(system)
      desk?.hints.add(hint, parts.now())
      desk?.rhythm.hinted()
      desk?.bell.ring()
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await Promise.all(hands)
    },
  }
}
