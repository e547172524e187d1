import look from './floor.module.css'

/** Who works here: the badge is scanned, or its number typed. What is reported then bears it as a claim. */
export function BadgeAsked({
  badge,
  onKeep,
  onDone,
}: {
  badge: string | undefined
  onKeep: (badge: string | undefined) => void
  onDone: () => void
}) {
  return (
    <section className={look.sheet} aria-labelledby="badge-title">
      <h2 id="badge-title">Scan your badge</h2>
      <form
        className={look.enrol}
        onSubmit={(event) => {
          event.preventDefault()
          const typed = String(new FormData(event.currentTarget).get('badge')).trim()
          if (typed) onKeep(typed.replace(/^(?:badge|emp|op)[:\- ]\s*/i, '').slice(0, 128))
          onDone()
        }}
      >
        <label htmlFor="badge">Or type its number</label>
        <input id="badge" name="badge" autoComplete="off" maxLength={128} />
        <p className="quiet">It is noted with what you report, until nothing was reported for an hour.</p>
        <div className={look.ends}>
          <button
            type="button"
            onClick={() => {
              onKeep(undefined)
              onDone()
            }}
          >
            {badge ? `Not ${badge}` : 'No badge'}
          </button>
          <button type="submit" className={look.main}>
            That is me
          </button>
        </div>
      </form>
    </section>
  )
}
